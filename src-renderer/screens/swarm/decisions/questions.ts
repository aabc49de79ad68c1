import { ChokeReason, createTraceRow, EventKind, type TraceHeader, type TraceReader, type TraceRow } from '@core/trace/index';

/** What one may ask about a peer: whom it serves, who serves it, why it fetches the piece it does. */
export const peerQuestions = ['serves', 'served', 'piece'] as const;
export type PeerQuestion = (typeof peerQuestions)[number];

/** Whether somebody decided what a row says; all others follow by themselves from their cause. */
export function isDecided({ kind, value }: Readonly<TraceRow>, { architecture }: TraceHeader): boolean {
  switch (kind) {
    case EventKind.chokeRound:
    case EventKind.unchoked:
    case EventKind.transferStarted:
    case EventKind.offered:
    case EventKind.refused:
      return true;
    case EventKind.choked:
      return value === ChokeReason.outranked || value === ChokeReason.optimisticOver || value === ChokeReason.outside;
    case EventKind.pieceCompleted:
      return value >= 0; // the sender goes on: with which piece?
    case EventKind.connected:
      return architecture === 'peer-to-peer'; // a server alone takes everybody
    default:
      return false;
  }
}

/** Rows after an announce among which the first address of its answer is looked for: all who come in one instant announce first. */
const ANSWER_WITHIN_ROWS = 20_000;

/**
 * The row to ask about, to explain what is selected: that row, or of an announce the first address that the tracker answered.
 * Null: nobody decided it.
 */
export function rowToAsk(reader: TraceReader, row: number): number | null {
  const selected = reader.read(row, createTraceRow());
  if (isDecided(selected, reader.header)) return row;
  if (selected.kind !== EventKind.announced) return null;
  const at = createTraceRow();
  const last = Math.min(reader.rowCount, row + ANSWER_WITHIN_ROWS);
  for (let later = row + 1; later < last; later++) {
    reader.read(later, at);
    // Over real sockets the answer comes later.
    if (at.timeSeconds > selected.timeSeconds && reader.header.architecture !== 'real') return null;
    if (at.kind === EventKind.offered && at.cause === row) return later;
  }
  return null;
}

function answers({ kind, value, subject, object, piece }: Readonly<TraceRow>, question: PeerQuestion, peer: number, wanted: number | null): boolean {
  if (question === 'piece') return subject === peer && (wanted === null || (kind === EventKind.pieceCompleted ? value : piece) === wanted);
  return (question === 'serves' ? subject : object) === peer;
}

const kindsOf: Readonly<Record<PeerQuestion, readonly EventKind[]>> = {
  serves: [EventKind.chokeRound, EventKind.unchoked, EventKind.choked],
  served: [EventKind.unchoked, EventKind.choked],
  piece: [EventKind.transferStarted, EventKind.pieceCompleted],
};

/**
 * The latest decision, not after row `upTo`, that answers the question about a peer; null: there is none yet.
 * @param wanted of the question `piece`: that piece only; null: whichever came last
 */
export function latestRow(reader: TraceReader, upTo: number, question: PeerQuestion, peer: number, wanted: number | null): number | null {
  const kinds = kindsOf[question];
  const at = createTraceRow();
  for (let row = upTo; row >= 0; row--) {
    reader.read(row, at);
    if (kinds.includes(at.kind) && isDecided(at, reader.header) && answers(at, question, peer, wanted)) return row;
  }
  return null;
}
