import type { Draw } from '../base/index';
import { NeighbourFlag, type NeighbourTable } from './neighbourTable';

/** By what a choke round ranks the interested neighbours. */
export type Ranking = 'received' | 'sent' | 'round-robin';

/** Reused each round; the decision card is made from the same numbers. */
export interface ChokeDecision {
  candidateCount: number;
  /** Rows of the interested neighbours, best first. */
  readonly candidate: Int32Array;
  /** What each was ranked by, in the same order: bit/s, or minus the time it was last served for round robin. */
  readonly score: Float64Array;
  /** So many from the front get a regular slot. */
  unchokeCount: number;
  optimisticCount: number;
  /** Rows that get a slot by draw. */
  readonly optimistic: Int32Array;
}

export interface Slots {
  /** Neighbours unchoked because they rank highest. */
  readonly regular: number;
  /** Neighbours unchoked by draw. */
  readonly optimistic: number;
}

export interface Choker {
  /**
   * Whom to serve until the next round: the best of the interested neighbours and, of the optimistically unchoked, those that
   * are still interested and not among the best. Among equals those served now, by rank or by draw, come before the others; where
   * equals stand on both sides of the last slot, it is drawn who of them gets one. Serving others each round leaves half-sent
   * pieces everywhere ("fibrillation", BEP 3); never changing equals locks newcomers out of trades that would be as good.
   * Writes into `out`; changes nothing, allocates nothing. Source: Cohen 2003; BEP 3, choking and optimistic unchoking.
   */
  rechoke(table: NeighbourTable, first: number, count: number, ranking: Ranking, slots: Slots, draw: Draw, out: ChokeDecision): void;
  /**
   * Whether a round would leave all slots as they are, without a draw: every slot is taken, and whoever has earned one gives more than those
   * that were drawn, and no less than those that wait. So it is in most rounds; it is said without ranking anybody.
   * @param rows at places from `from` on, `count` of them: all neighbours with a rate above 0, in any order, and others
   * @param earned slots that are taken by those who have earned them
   */
  staysAsItIs(table: NeighbourTable, rows: Int32Array, from: number, count: number, ranking: Ranking, slots: Slots, earned: number): boolean;
  /**
   * Draws the optimistically unchoked anew from the interested neighbours that are choked or optimistic now.
   * Writes `optimistic` and `optimisticCount` of `out`.
   */
  drawOptimistic(table: NeighbourTable, first: number, count: number, slots: Slots, draw: Draw, out: ChokeDecision): void;
  /** The best choked, interested row, by the rates last measured and by draw among equals; -1 when none waits. Fills a slot that fell free. */
  bestWaiting(table: NeighbourTable, first: number, count: number, ranking: Ranking, draw: Draw): number;
  /** A choked, interested row by draw; -1 when none waits. */
  anyWaiting(table: NeighbourTable, first: number, count: number, draw: Draw): number;
  /**
   * The rows that `bestWaiting` and `anyWaiting` choose from or, those optimistically unchoked among them, that `drawOptimistic`
   * draws from. Only for the description of a decision: it allocates.
   */
  listWaiting(table: NeighbourTable, first: number, count: number, alsoOptimistic: boolean): Int32Array;
}

export function createChokeDecision(rows: number): ChokeDecision {
  return { candidateCount: 0, candidate: new Int32Array(rows), score: new Float64Array(rows), unchokeCount: 0, optimisticCount: 0, optimistic: new Int32Array(rows) };
}

const { connected, amChoking, peerInterested, optimistic } = NeighbourFlag;
const WANTS = connected | peerInterested;

/** What a ranking goes by, times `signOf`: the array is looked up once, so that no number has to pass through a call. */
function scoresOf(table: NeighbourTable, ranking: Ranking): Float32Array | Float64Array {
  if (ranking === 'received') return table.receivedBitrate;
  if (ranking === 'sent') return table.sentBitrate;
  return table.servedSeconds;
}

const signOf = (ranking: Ranking) => (ranking === 'round-robin' ? -1 : 1);

/** What a ranking goes by: bit/s, or minus the time at which the row was last served. The more the better. */
export function scoreOf(table: NeighbourTable, ranking: Ranking, row: number): number {
  return signOf(ranking) * scoresOf(table, ranking)[row]!;
}

/** Whether the neighbour has a slot now, earned or by draw: who was drawn and gives as much as the others must be able to stay. */
function isServed(table: NeighbourTable, row: number): boolean {
  return (table.flags[row]! & amChoking) === 0;
}

/** @param rows the most neighbours that an owner may have */
export function createChoker(rows: number): Choker {
  const waiting = new Int32Array(rows);

  /** The choked, interested rows into `waiting`. */
  function collectWaiting(table: NeighbourTable, first: number, count: number, alsoOptimistic: boolean): number {
    let found = 0;
    for (let row = first; row < first + count; row++) {
      const flags = table.flags[row]!;
      if ((flags & WANTS) === WANTS && (flags & amChoking || (alsoOptimistic && flags & optimistic))) waiting[found++] = row;
    }
    return found;
  }

  /**
   * Sorts the first `found` candidates: by score, then those that are served first, then as they stand in the table. Most neighbours in a
   * large swarm neither gave anything nor are served: they are put behind the others at once, and only those are sorted.
   */
  function rank(table: NeighbourTable, ranking: Ranking, found: number, { candidate, score }: ChokeDecision): void {
    const scores = scoresOf(table, ranking);
    const sign = signOf(ranking);
    const least = ranking === 'round-robin' ? -Infinity : 0;
    let ahead = 0;
    let end = found;
    for (let k = found - 1; k >= 0; k--) {
      const row = candidate[k]!;
      if (sign * scores[row]! > least || isServed(table, row)) waiting[ahead++] = row;
      else {
        candidate[--end] = row;
        score[end] = 0;
      }
    }
    for (let k = 0; k < ahead; k++) {
      const row = waiting[ahead - 1 - k]!;
      const mine = sign * scores[row]!;
      let at = k;
      while (at > 0 && (score[at - 1]! < mine || (score[at - 1] === mine && isServed(table, row) && !isServed(table, candidate[at - 1]!)))) {
        score[at] = score[at - 1]!;
        candidate[at] = candidate[at - 1]!;
        at--;
      }
      score[at] = mine;
      candidate[at] = row;
    }
  }

  /** Draws which of the equals that stand on both sides of the last slot get one: the only place where an order among equals decides. */
  function drawLast(table: NeighbourTable, found: number, slots: number, draw: Draw, { candidate, score }: ChokeDecision): void {
    if (slots === 0 || slots >= found) return;
    const last = candidate[slots - 1]!;
    const isEqual = (k: number) => score[k] === score[slots - 1] && isServed(table, candidate[k]!) === isServed(table, last);
    if (!isEqual(slots)) return;
    let first = slots - 1;
    while (first > 0 && isEqual(first - 1)) first--;
    let end = slots + 1;
    while (end < found && isEqual(end)) end++;
    for (let k = first; k < slots; k++) {
      const at = k + draw.below(end - k);
      const row = candidate[at]!;
      candidate[at] = candidate[k]!;
      candidate[k] = row;
    }
  }

  return {
    rechoke(table, first, count, ranking, slots, draw, out) {
      const { candidate } = out;
      let found = 0;
      for (let row = first; row < first + count; row++) if ((table.flags[row]! & WANTS) === WANTS) candidate[found++] = row;
      rank(table, ranking, found, out);
      drawLast(table, found, slots.regular, draw, out);
      out.candidateCount = found;
      out.unchokeCount = Math.min(slots.regular, found);
      out.optimisticCount = 0;
      for (let k = out.unchokeCount; k < found; k++) {
        const row = candidate[k]!;
        if (table.flags[row]! & optimistic) out.optimistic[out.optimisticCount++] = row;
      }
    },

    staysAsItIs(table, rows, from, count, ranking, slots, earned) {
      if (earned !== slots.regular || ranking === 'round-robin') return false;
      const scores = scoresOf(table, ranking);
      let least = Infinity;
      let seen = 0;
      // Whoever is not among the rows has 0, one that was drawn perhaps.
      let mostDrawn = 0;
      let mostWaiting = 0;
      for (let k = from; k < from + count; k++) {
        const row = rows[k]!;
        const flags = table.flags[row]!;
        if ((flags & WANTS) !== WANTS) continue;
        const mine = scores[row]!;
        if (flags & amChoking) {
          if (mine > mostWaiting) mostWaiting = mine;
        } else if (flags & optimistic) {
          if (mine > mostDrawn) mostDrawn = mine;
        } else {
          seen++;
          if (mine < least) least = mine;
        }
      }
      return seen === earned && least > mostDrawn && least >= mostWaiting;
    },

    drawOptimistic(table, first, count, slots, draw, out) {
      let found = collectWaiting(table, first, count, true);
      out.optimisticCount = 0;
      while (out.optimisticCount < slots.optimistic && found > 0) {
        const at = draw.below(found);
        out.optimistic[out.optimisticCount++] = waiting[at]!;
        waiting[at] = waiting[--found]!;
      }
    },

    bestWaiting(table, first, count, ranking, draw) {
      const scores = scoresOf(table, ranking);
      const sign = signOf(ranking);
      let best = -Infinity;
      let equals = 0;
      for (let row = first; row < first + count; row++) {
        const flags = table.flags[row]!;
        if ((flags & WANTS) !== WANTS || !(flags & amChoking)) continue;
        const mine = sign * scores[row]!;
        if (mine < best) continue;
        if (mine > best) equals = 0;
        best = mine;
        waiting[equals++] = row;
      }
      return equals === 0 ? -1 : waiting[equals === 1 ? 0 : draw.below(equals)]!;
    },

    anyWaiting(table, first, count, draw) {
      const found = collectWaiting(table, first, count, false);
      return found === 0 ? -1 : waiting[draw.below(found)]!;
    },

    listWaiting: (table, first, count, alsoOptimistic) => waiting.slice(0, collectWaiting(table, first, count, alsoOptimistic)),
  };
}

/**
 * Upload slots of a dedicated server: max(regular + optimistic, floor(sqrt(0.6 x rate in KiB/s))), the rule of the
 * mainline client. With the five slots of a peer a strong server could not fill its own link.
 */
export function serverSlots(uploadBitrate: number, regularUnchokes: number, optimisticUnchokes: number): number {
  return Math.max(regularUnchokes + optimisticUnchokes, Math.floor(Math.sqrt((0.6 * uploadBitrate) / 8192)));
}
