import type { DrawStreams } from '@core/base/index';
import type { DecisionObserver, PickerRules, Slots } from '@core/policy/index';
import type { Protocol } from '@core/scenario/index';
import type { TraceWriter } from '@core/trace/index';

/** What a peer is made of. All of it comes from outside, so that the same inputs lead to the same decisions. */
export interface BrainOptions {
  /** Number of the peer; 0 is the server. */
  readonly peer: number;
  readonly pieceCount: number;
  readonly protocol: Protocol;
  /** How pieces are chosen from now on: read at each choice. */
  readonly rules: PickerRules;
  readonly slots: Slots;
  /** What a seed ranks by. */
  readonly seedRanking: 'sent' | 'round-robin';
  /** One stream for each `Purpose` and peer, as in the simulator. */
  readonly streams: DrawStreams;
  readonly trace: TraceWriter;
  readonly hands: Hands;
  readonly observer?: DecisionObserver;
}

/** Carries out what the brain decides: of real peers, messages to the neighbour of that row. */
export interface Hands {
  choke(row: number): void;
  unchoke(row: number): void;
  interested(row: number): void;
  notInterested(row: number): void;
}
