import { EventKind } from './kinds';

const { unchoked, transferStarted, transferStopped, pieceCompleted } = EventKind;

/**
 * What the rows so far say of the next one: on each pair of peers, the piece that is under way and the row that led there.
 * Writer and reader of a file ask the same, so that what follows from earlier rows takes no room in it.
 */
export interface RowPredictor {
  /** Prepares for a row of that kind between those peers. */
  look(kind: number, subject: number, object: number): void;
  /** Piece and cause that the row looked at should have; -1 where nothing is known. */
  readonly piece: number;
  readonly cause: number;
  /** The row looked at is known now. */
  learn(row: number, piece: number, value: number): void;
}

export function createRowPredictor(peerCount: number): RowPredictor {
  const slotOf = new Map<number, number>();
  const lastRow: number[] = [];
  const underWay: number[] = [];
  let kind = 0;
  let slot = -1;

  return {
    look(newKind, subject, object) {
      kind = newKind;
      slot = -1;
      // An unchoke leads to transfers the other way: its pair is that of the transfer, receiver first.
      const receiver = kind === unchoked ? object : subject;
      const sender = kind === unchoked ? subject : object;
      if (kind !== unchoked && kind !== transferStarted && kind !== transferStopped && kind !== pieceCompleted) return;
      const key = receiver * peerCount + sender;
      slot = slotOf.get(key) ?? -1;
      if (slot >= 0) return;
      slot = lastRow.length;
      slotOf.set(key, slot);
      lastRow.push(-1);
      underWay.push(-1);
    },
    get piece() {
      return slot < 0 || kind === unchoked || kind === transferStarted ? -1 : underWay[slot]!;
    },
    get cause() {
      return slot < 0 || kind === unchoked ? -1 : lastRow[slot]!;
    },
    learn(row, piece, value) {
      if (slot < 0) return;
      lastRow[slot] = row;
      if (kind === transferStarted) underWay[slot] = piece;
      else if (kind === pieceCompleted) underWay[slot] = value;
    },
  };
}
