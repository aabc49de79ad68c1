import { createPiecePicker, type PieceRule, type PieceStage } from '@core/policy/index';
import { Purpose } from '@core/sim/index';
import type { Neighbourhood } from './neighbourhood';
import type { BrainOptions } from './types';

/** Which pieces one peer asks its neighbours for. A piece is `open` until it is chosen, under way until it is released or whole. */
export interface Choosing {
  closed(row: number): void;
  neighbourGot(piece: number): void;
  /** Chooses a piece to ask the neighbour of that row for, and takes it; -1: it has nothing that is not under way already. */
  pick(row: number, now: number): number;
  /** The neighbour of that row helps with one of the pieces that are under way: the one of which most is missing. */
  help(row: number, underWay: readonly number[], now: number): number;
  /** Nobody sends it any more; what came is kept. */
  released(piece: number): void;
  completed(piece: number): void;
  /** The piece chosen last for that row led to this row of the trace. */
  led(row: number, piece: number, line: number): void;
}

/** @param missingBits what the peer lacks of a piece now, in bits of the scenario */
export function createChoosing(mine: Neighbourhood, options: BrainOptions, missingBits: (piece: number) => number): Choosing {
  const { peer, rules, pieceCount, streams, observer } = options;
  const { words, bits } = mine;
  const picker = createPiecePicker(rules, 1, pieceCount, mine.rows);
  /** By row and piece: rows of the trace of decisions whose transfer has not begun yet. */
  const awaited = new Map<string, number[]>();
  const key = (row: number, piece: number) => `${row} ${piece}`;

  function describe(row: number, piece: number, now: number, choice: { stage: PieceStage; rule: PieceRule; pieces: readonly number[] }): void {
    const rows: number[] = [];
    awaited.set(key(row, piece), rows);
    const candidates = choice.pieces.map((one) => ({ piece: one, copies: picker.copies(0, one), missingBits: missingBits(one) }));
    const { stage, rule } = choice;
    observer?.take({ kind: 'piece', timeSeconds: now, peer, rows, sender: mine.table.remote[row]!, stage, rule, chosen: piece, candidates });
  }
  const isWatching = (now: number) => observer !== undefined && now >= observer.fromSeconds;

  return {
    closed: (row) => picker.neighbourLeft(0, bits, row * words),
    neighbourGot: (piece) => picker.neighbourGot(0, piece),
    pick(row, now) {
      const piece = picker.pick(0, bits, row * words, streams.of(Purpose.piece, peer));
      if (piece < 0) return -1;
      if (isWatching(now)) describe(row, piece, now, picker.choice(0, bits, row * words, piece));
      picker.requested(0, piece);
      return piece;
    },
    help(row, underWay, now) {
      let best = -1;
      for (const piece of underWay) {
        const more = missingBits(piece) - (best < 0 ? 0 : missingBits(best));
        if (best < 0 || more > 0 || (more === 0 && piece < best)) best = piece;
      }
      if (best >= 0 && isWatching(now)) describe(row, best, now, { stage: 'shared', rule: 'most-missing', pieces: [...underWay].sort((a, b) => a - b) });
      return best;
    },
    released: (piece) => picker.released(0, piece),
    completed: (piece) => picker.completed(0, piece),
    led(row, piece, line) {
      awaited.get(key(row, piece))?.push(line);
      awaited.delete(key(row, piece));
    },
  };
}
