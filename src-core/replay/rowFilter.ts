import { AnnounceReason, ChokeReason, EventKind, LeaveReason, OffenceCode, RefusalReason, UnchokeReason, type TraceChunk } from '../trace/index';

/** Kinds whose rows say in their value which of a few cases it was: what a row says in words differs by it. */
const caseCounts: Readonly<Partial<Record<EventKind, number>>> = {
  [EventKind.joined]: 2,
  [EventKind.left]: Object.keys(LeaveReason).length,
  [EventKind.announced]: Object.keys(AnnounceReason).length,
  [EventKind.refused]: Object.keys(RefusalReason).length,
  [EventKind.unchoked]: Object.keys(UnchokeReason).length,
  [EventKind.choked]: Object.keys(ChokeReason).length,
  [EventKind.ended]: 2,
  [EventKind.strategyChanged]: 2,
  [EventKind.pieceSelectionChanged]: 3,
  [EventKind.offended]: Object.keys(OffenceCode).length,
};

const FORMS_OF_KIND = 16;
const FORMS = 256 * FORMS_OF_KIND;
const hasCases = Uint8Array.from({ length: 256 }, (_, kind) => Number(Object.hasOwn(caseCounts, kind)));

/** Number of the form of words that a row has: its kind, and which of its cases. */
export function formOf(kind: number, value: number): number {
  return kind * FORMS_OF_KIND + (hasCases[kind] === 1 ? value & (FORMS_OF_KIND - 1) : 0);
}

export interface RowForm {
  readonly kind: EventKind;
  /** The value of a row of that form, where its kind has cases; else 0. */
  readonly value: number;
}

/** Every form that a row can have. */
export const rowForms: readonly RowForm[] = Object.values(EventKind).flatMap((kind) =>
  Array.from({ length: caseCounts[kind] ?? 1 }, (_, value) => ({ kind, value })),
);

/** Which rows of a trace are wanted: those that meet everything it says. */
export interface RowFilter {
  /** 1 at the numbers of the forms that are wanted; null: all. */
  readonly forms: Uint8Array | null;
  /** Each of them acts in the row or is acted upon. */
  readonly peers: readonly number[];
  /** The row is about that piece; a piece that a sender goes on with counts too. */
  readonly piece: number | null;
  /** Each of them is the number of a peer or the piece of the row. */
  readonly numbers: readonly number[];
}

export const everyRow: RowFilter = { forms: null, peers: [], piece: null, numbers: [] };

export const isEveryRow = ({ forms, peers, piece, numbers }: RowFilter): boolean =>
  forms === null && peers.length === 0 && piece === null && numbers.length === 0;

/** The forms for which that holds, for a filter. */
export function formsWhere(isWanted: (form: RowForm) => boolean): Uint8Array {
  const forms = new Uint8Array(FORMS);
  for (const form of rowForms) if (isWanted(form)) forms[formOf(form.kind, form.value)] = 1;
  return forms;
}

/** Rows of these kinds, of these peers. */
export const rowsOf = (kinds: readonly EventKind[] | null, peers: readonly number[] = []): RowFilter => ({
  ...everyRow, peers, forms: kinds === null ? null : formsWhere(({ kind }) => kinds.includes(kind)),
});

/** Does the row at `at` of a chunk meet the filter? */
export function meets(filter: RowFilter, chunk: TraceChunk, at: number): boolean {
  const { forms, peers, piece, numbers } = filter;
  if (forms !== null && forms[formOf(chunk.kind[at]!, chunk.value[at]!)] === 0) return false;
  const subject = chunk.subject[at]!;
  const object = chunk.object[at]!;
  for (let k = 0; k < peers.length; k++) if (peers[k] !== subject && peers[k] !== object) return false;
  const ofPiece = chunk.piece[at]!;
  if (piece !== null && piece !== ofPiece && !(chunk.kind[at] === EventKind.pieceCompleted && chunk.value[at] === piece)) return false;
  for (let k = 0; k < numbers.length; k++) {
    const number = numbers[k]!;
    if (number !== subject && number !== object && number !== ofPiece) return false;
  }
  return true;
}
