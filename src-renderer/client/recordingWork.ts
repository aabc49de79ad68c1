import type { Result } from '@core/base/index';
import type { KeptRun, RecordedRun } from '@core/record/index';

/** What the worker is asked; the answer bears the same number. */
export type RecordingTask =
  | { readonly id: number; readonly kind: 'pack'; readonly run: RecordedRun }
  | { readonly id: number; readonly kind: 'unpack'; readonly kept: KeptRun; readonly at: number };

export type RecordingAnswer =
  | { readonly id: number; readonly kind: 'packed'; readonly recording: string }
  | { readonly id: number; readonly kind: 'unpacked'; readonly read: Result<RecordedRun> }
  /** It did what it should not: out of memory, or a mistake of ours. */
  | { readonly id: number; readonly kind: 'failed'; readonly detail: string };
