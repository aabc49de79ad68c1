import type { RunResult } from '../replay/index';
import type { Scenario } from '../scenario/index';
import type { TraceChunk, TraceHeader } from '../trace/index';

/** What the engine computes; 'real' comes with the real peers. */
export type ComputedArchitecture = 'client-server' | 'peer-to-peer' | 'fluid-schedule';

/** What the window asks of the engine, over their port. */
export type EngineRequest = { readonly runId: string } & (
  | { readonly kind: 'run'; readonly scenario: Scenario; readonly architecture: ComputedArchitecture; readonly randomSeed: number }
  | { readonly kind: 'cancel' }
  /** The window has taken one more chunk; the engine keeps at most a few under way. */
  | { readonly kind: 'taken' }
);

/** What the engine tells the window. Ends with exactly one of finished, cancelled, failed. */
export type EngineEvent = { readonly runId: string } & (
  | { readonly kind: 'started'; readonly header: TraceHeader }
  /** 4 to 10 times a second. `total` is in the same unit as `completed`: piece transfers. */
  | { readonly kind: 'progress'; readonly completed: number; readonly total: number; readonly timeSeconds: number }
  | { readonly kind: 'chunk'; readonly chunk: TraceChunk }
  | { readonly kind: 'finished'; readonly result: RunResult }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem }
);

/** Something went wrong at a border: what was being done, what happened, the way out (keys of the locale's `problem` sentences). */
export interface Problem {
  readonly code: string;
  readonly detail: string;
}
