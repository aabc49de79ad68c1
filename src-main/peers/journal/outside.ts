import { ChokeReason, EventKind, UnchokeReason } from '@core/trace/index';
import type { Journal } from './journal';

/** Told by the lab's peers what an outside client says and is sent: the trace gets it in the client's name. About others it does nothing. */
export interface Outside {
  isOutside(peer: number): boolean;
  chokes(guest: number, peer: number, isChoking: boolean): void;
  /** It says that it holds a piece. */
  holds(guest: number, piece: number): void;
  /** A block has gone out to it. */
  wasSent(guest: number, from: number, piece: number, begin: number, bits: number): void;
}

/** What an outside client has been sent of a piece that it does not hold yet. */
interface Parcel {
  readonly begins: Set<number>;
  bits: number;
  lastFrom: number;
}

/** @param firstGuest numbers from there on are outside clients */
export function createOutside(journal: Journal, firstGuest: number): Outside {
  const { books } = journal;
  const parcels = new Map<string, Parcel>();
  const isOutside = (peer: number) => peer >= firstGuest;
  const keyOf = (guest: number, piece: number) => `${guest} ${piece}`;

  return {
    isOutside,
    chokes(guest, peer, isChoking) {
      if (!isOutside(guest)) return;
      const [kind, reason] = isChoking ? [EventKind.choked, ChokeReason.outside] : [EventKind.unchoked, UnchokeReason.outside];
      journal.write(journal.now(), kind, guest, peer, -1, reason, -1);
    },
    holds(guest, piece) {
      if (!isOutside(guest) || books.holds(guest, piece)) return;
      const parcel = parcels.get(keyOf(guest, piece));
      parcels.delete(keyOf(guest, piece));
      // A bit of tolerance: the blocks of a piece add up to it but for rounding.
      if (parcel && parcel.bits > books.bitsOf(piece) - 1) journal.pieceCompleted(guest, parcel.lastFrom, piece, -1);
      else journal.pieceShown(guest, piece);
      if (books.heldCount[guest] === journal.header.pieceCount) journal.completed(guest);
    },
    wasSent(guest, from, piece, begin, bits) {
      if (!isOutside(guest)) return;
      const key = keyOf(guest, piece);
      const parcel = parcels.get(key) ?? { begins: new Set<number>(), bits: 0, lastFrom: from };
      if (books.holds(guest, piece) || parcel.begins.has(begin)) return journal.cameTwice(guest, from, bits);
      parcels.set(key, parcel);
      if (journal.flowPiece(guest, from) !== piece) journal.began(guest, from, piece, parcel.bits);
      journal.came(guest, from, piece, bits);
      parcel.begins.add(begin);
      parcel.bits += bits;
      parcel.lastFrom = from;
    },
  };
}
