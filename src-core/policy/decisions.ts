import type { Ranking, Slots } from './choker';
import type { PieceRule, PieceStage } from './piecePicker';

/*
 * What a rule saw and what it chose: plain values that can be stored and sent. The simulator describes its decisions with them,
 * and a real peer its own, from the same tables and by the same code. Peer 0 is the server.
 */

interface Decided {
  readonly timeSeconds: number;
  /** Who decided; of a tracker's answer: whom it answered. */
  readonly peer: number;
  /** Rows of the trace that say what was decided, in order; empty until it has been carried out. */
  readonly rows: readonly number[];
}

/** How a neighbour is served: by rank, by draw, or not at all. */
export type Service = 'regular' | 'optimistic' | 'choked';

/** An interested neighbour that could be served. */
export interface ServeCandidate {
  readonly peer: number;
  /** What it was ranked by: bit/s over the rate window, or minus the time at which it was last served (round robin). */
  readonly score: number;
  readonly before: Service;
  readonly after: Service;
}

/** Whom to serve until the next round. */
export interface RoundDecision extends Decided {
  readonly kind: 'round';
  readonly ranking: Ranking;
  readonly slots: Slots;
  /** Best first: by score, then those served before, then by draw. The first `slots.regular` earn a slot. */
  readonly candidates: readonly ServeCandidate[];
  readonly nextRoundSeconds: number;
  readonly nextDrawSeconds: number;
}

/** The optimistic slots are drawn anew. */
export interface OptimisticDecision extends Decided {
  readonly kind: 'optimistic';
  readonly slots: Slots;
  /** All that were in the draw, each as likely as any other; scores do not count. */
  readonly candidates: readonly ServeCandidate[];
  readonly nextDrawSeconds: number;
}

/** A slot that fell free between two rounds is filled at once: by rank, or by draw where it is an optimistic one. */
export interface FreeSlotDecision extends Decided {
  readonly kind: 'free-slot';
  readonly slot: 'regular' | 'optimistic';
  readonly ranking: Ranking;
  readonly candidates: readonly ServeCandidate[];
}

export interface PieceCandidate {
  readonly piece: number;
  /** Neighbours of the receiver that hold it. */
  readonly copies: number;
  /** Bits that are still missing of it. */
  readonly missingBits: number;
}

/** Which piece to ask a neighbour for. */
export interface PieceDecision extends Decided {
  readonly kind: 'piece';
  readonly sender: number;
  readonly stage: PieceStage;
  readonly rule: PieceRule;
  readonly chosen: number;
  /** By number of the piece. */
  readonly candidates: readonly PieceCandidate[];
}

/** Whether two peers become neighbours after one has dialled the other. */
export interface ConnectionDecision extends Decided {
  readonly kind: 'connection';
  readonly remote: number;
  readonly outcome: 'accepted' | 'offline' | 'full' | 'unreachable';
  /** Neighbours of the two before, of `maxNeighbours`. */
  readonly neighbours: number;
  readonly remoteNeighbours: number;
  readonly maxNeighbours: number;
}

/** The tracker's answer to an announce, and which of the addresses the peer dials. */
export interface TrackerDecision extends Decided {
  readonly kind: 'tracker';
  /** Members that the tracker knew, the asker among them. */
  readonly members: number;
  readonly most: number;
  readonly offered: readonly { readonly peer: number; readonly isDialled: boolean }[];
  /** Neighbours of the asker before. */
  readonly neighbours: number;
  /** How many neighbours it fills by dialling; the other places are for those who dial it. */
  readonly dialsUpTo: number;
}

export type Decision = RoundDecision | OptimisticDecision | FreeSlotDecision | PieceDecision | ConnectionDecision | TrackerDecision;

/** Is told of decisions as they are taken. Ordinary runs have none: nothing is described then, and nothing allocated. */
export interface DecisionObserver {
  /** Decisions before that time are not described, */
  readonly fromSeconds: number;
  /** but for choke rounds, which may be wanted from an earlier time on: the latest of a peer lies up to a whole round back. */
  readonly roundsFromSeconds?: number;
  /** `decision.rows` grows while the decision is carried out. */
  take(decision: Decision): void;
}
