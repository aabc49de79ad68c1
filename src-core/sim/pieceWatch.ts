import type { DecisionObserver, PiecePicker, PieceRule, PieceStage } from '../policy/index';
import type { Swarm } from './swarm';

/** Describes to an observer which pieces are asked for. Called before the piece is requested. */
export interface PieceWatch {
  /** The picker chose. */
  picked(sender: number, peer: number, piece: number, now: number): void;
  /** The sender helps with a piece that is under way already. */
  shared(sender: number, peer: number, piece: number, underWay: readonly number[], now: number): void;
  /** The decision described last led to that row of the trace. */
  led(line: number): void;
  isWatching(now: number): boolean;
}

/** @param missingBits what a peer lacks of a piece now */
export function createPieceWatch(
  swarm: Swarm, picker: PiecePicker, observer: DecisionObserver, missingBits: (peer: number, piece: number, now: number) => number,
): PieceWatch {
  let rows: number[] | null = null;

  function take(sender: number, peer: number, chosen: number, now: number, stage: PieceStage, rule: PieceRule, pieces: readonly number[]): void {
    rows = [];
    const candidates = pieces.map((piece) => ({ piece, copies: picker.copies(peer, piece), missingBits: missingBits(peer, piece, now) }));
    observer.take({ kind: 'piece', timeSeconds: now, peer, rows, sender, stage, rule, chosen, candidates });
  }

  function isWatching(now: number): boolean {
    rows = null;
    return now >= observer.fromSeconds;
  }

  return {
    isWatching,
    picked(sender, peer, piece, now) {
      if (!isWatching(now)) return;
      const { stage, rule, pieces } = picker.choice(peer, swarm.held, sender * swarm.words, piece);
      take(sender, peer, piece, now, stage, rule, pieces);
    },
    shared(sender, peer, piece, underWay, now) {
      take(sender, peer, piece, now, 'shared', 'most-missing', [...underWay].sort((a, b) => a - b));
    },
    led: (line) => void rows?.push(line),
  };
}
