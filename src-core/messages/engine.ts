import type { Decision } from '../policy/index';
import type { RunResult } from '../replay/index';
import type { Scenario } from '../scenario/index';
import type { TraceChunk, TraceHeader } from '../trace/index';

/** What the engine computes; 'real' comes with the real peers. */
export type ComputedArchitecture = 'client-server' | 'peer-to-peer' | 'fluid-schedule';

/** What the window asks of the engine, over their port. */
export type EngineRequest = { readonly runId: string } & (
  | { readonly kind: 'run'; readonly scenario: Scenario; readonly architecture: ComputedArchitecture; readonly randomSeed: number }
  | ({ readonly kind: 'explain' } & Question)
  | { readonly kind: 'cancel' }
  /** The window has taken one more chunk; the engine keeps at most a few under way. */
  | { readonly kind: 'taken' }
);

/**
 * Why was that decided? Asks for the decision that led to a row of a run's trace, which the engine computes again up to there;
 * or for the latest choke round of a peer, which has no row of its own where it changed nothing.
 */
export interface Question {
  readonly scenario: Scenario;
  readonly architecture: 'client-server' | 'peer-to-peer';
  readonly randomSeed: number;
  readonly row: number;
  /** The latest round of that peer is asked for, as it was at that time, just after `row`; null: the decision that led to `row` is. */
  readonly round: { readonly peer: number; readonly untilSeconds: number } | null;
  /** From that row on, at or before `row`, decisions are kept: questions about rows between the two are answered at once. */
  readonly fromRow: number;
  /** The time of `fromRow`. */
  readonly fromSeconds: number;
  /** Choke rounds are kept from that earlier time on. */
  readonly roundsFromSeconds: number;
}

/** What the engine tells the window. */
export type EngineEvent = RunEvent | AnswerEvent;

/** Of a question. Ends with exactly one of explained, cancelled, failed. */
export type AnswerEvent = { readonly runId: string } & (
  /** So many rows have been computed again, of as many as it takes. */
  | { readonly kind: 'explaining'; readonly rows: number; readonly ofRows: number }
  /** Null: nobody decided what the row says, it followed by itself from its cause; or the peer has had no round yet. */
  | { readonly kind: 'explained'; readonly decision: Decision | null }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem }
);

/** Of a run. Ends with exactly one of finished, cancelled, failed. */
export type RunEvent = { readonly runId: string } & (
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
