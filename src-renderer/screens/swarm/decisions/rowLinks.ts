import type { Decision, RoundDecision, TrackerDecision } from '@core/messages/index';
import { createTraceRow, EventKind, type TraceChunk, type TraceReader } from '@core/trace/index';

/** Rows to follow from a decision, the first ones of `count`. */
export interface RowLinks {
  readonly rows: readonly number[];
  readonly count: number;
}

/** What rows led to: those that name one of them as their cause. */
export function consequencesOf(chunks: readonly TraceChunk[], causes: readonly number[], most: number): RowLinks {
  const wanted = new Set(causes);
  const rows: number[] = [];
  let count = 0;
  let first = 0;
  for (const { cause } of chunks) {
    for (let at = 0; at < cause.length; at++) {
      if (cause[at]! < 0 || !wanted.has(cause[at]!)) continue;
      count++;
      if (rows.length < most) rows.push(first + at);
    }
    first += cause.length;
  }
  return { rows, count };
}

/**
 * What earned a neighbour its slot in a round: the last piece within the rate window that came from it, or, where a seed ranks by
 * what it sends, that went to it. One row for each neighbour that ranked high enough, the best first.
 */
export function earnersOf(reader: TraceReader, decision: RoundDecision, windowSeconds: number): number[] {
  const { ranking, candidates, timeSeconds, peer } = decision;
  if (ranking === 'round-robin') return [];
  const waited = new Map(candidates.filter(({ after, score }) => after === 'regular' && score > 0).map((candidate) => [candidate.peer, -1]));
  let missing = waited.size;
  const at = createTraceRow();
  for (let row = (decision.rows[0] ?? reader.rowAt(timeSeconds)) - 1; row >= 0 && missing > 0; row--) {
    reader.read(row, at);
    if (at.timeSeconds < timeSeconds - windowSeconds) break;
    if (at.kind !== EventKind.pieceCompleted && at.kind !== EventKind.transferStopped) continue;
    const [mine, other] = ranking === 'received' ? [at.subject, at.object] : [at.object, at.subject];
    if (mine !== peer || waited.get(other) !== -1) continue;
    waited.set(other, row);
    missing--;
  }
  return [...waited.values()].filter((row) => row >= 0);
}

/** Whom a peer unchoked or choked after a decision, up to a row. What the decision itself led to is left out. */
export function servedSince(reader: TraceReader, decision: Decision, untilRow: number): number[] {
  const rows: number[] = [];
  const at = createTraceRow();
  for (let row = untilRow; row >= 0; row--) {
    reader.read(row, at);
    if (at.timeSeconds < decision.timeSeconds || decision.rows.includes(row)) break;
    if (at.subject === decision.peer && (at.kind === EventKind.unchoked || at.kind === EventKind.choked) && at.cause !== decision.rows[0]) rows.push(row);
  }
  return rows.reverse();
}

/** Rows after a tracker's answer among which its dials are looked for: messages may take a while. */
const DIALS_WITHIN_ROWS = 20_000;

/** What a tracker's answer led to: the dialled peers accept or refuse. No row names an address as its cause. */
export function dialsAfter(reader: TraceReader, { peer, offered, rows: answer }: TrackerDecision, most: number): RowLinks {
  const waited = new Set(offered.flatMap((one) => (one.isDialled ? [one.peer] : [])));
  const rows: number[] = [];
  const first = (answer.at(-1) ?? reader.rowCount) + 1;
  const last = Math.min(reader.rowCount, first + DIALS_WITHIN_ROWS);
  const at = createTraceRow();
  for (let row = first; row < last && waited.size > 0; row++) {
    reader.read(row, at);
    const isReply = at.kind === EventKind.connected || at.kind === EventKind.refused;
    if (isReply && at.subject === peer && waited.delete(at.object)) rows.push(row);
  }
  return { rows: rows.slice(0, most), count: rows.length };
}
