import type { Result } from '@core/base/index';
import type { KeptContent, KeptRun, RecordedRun, ToldDecisions } from '@core/record/index';

/** A run as the texts that a document keeps of it. */
export type PackedRun = Pick<KeptRun, 'recording' | 'decisions'>;

/** What the worker is asked; the answer bears the same number. */
export type RecordingTask =
  | { readonly id: number; readonly kind: 'pack'; readonly run: RecordedRun; readonly told: ToldDecisions | null }
  | { readonly id: number; readonly kind: 'unpack'; readonly kept: KeptRun; readonly at: number; readonly isShown: boolean };

export type RecordingAnswer =
  | { readonly id: number; readonly kind: 'packed'; readonly packed: PackedRun }
  | { readonly id: number; readonly kind: 'unpacked'; readonly read: Result<KeptContent> }
  /** It did what it should not: out of memory, or a mistake of ours. */
  | { readonly id: number; readonly kind: 'failed'; readonly detail: string };
