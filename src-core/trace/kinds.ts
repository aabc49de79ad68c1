/**
 * Every kind of row of a trace. What follows from a row is not written: a completed piece is one row, not a `have`
 * to each neighbour; interest follows from who holds what. Numbers are part of the file form: append, never renumber.
 *
 * Of a row, `subject` is who acts, `object` the peer acted upon (-1: none), `piece` the piece (-1: none).
 * Peer 0 is the server. Sizes are bits, times seconds.
 */
export const EventKind = {
  /** subject came online. value: 0 first arrival, 1 return with the pieces kept. */
  joined: 1,
  /** subject went offline. value: a `LeaveReason`. Its neighbours lose it; what it was receiving is kept as partial pieces. */
  left: 2,
  /** subject holds every piece. Written after the `pieceCompleted` that made it so. */
  completed: 3,
  /** subject announced itself to the tracker. value: an `AnnounceReason`. */
  announced: 4,
  /** the tracker offered peer `object` to subject; one row for each address of the answer. */
  offered: 5,
  /** the tracker dropped subject, silent for two intervals. */
  expired: 6,
  /** subject dialled object and they are neighbours now. They exchange bitfields. */
  connected: 7,
  /** subject dialled object in vain. value: a `RefusalReason`. */
  refused: 8,
  /** subject's re-decision of whom to serve, written only where it changed something. value: how many candidates. */
  chokeRound: 9,
  /** subject unchokes object. value: an `UnchokeReason`. cause: the round, or the row that freed the slot. */
  unchoked: 10,
  /** subject chokes object. value: a `ChokeReason`. */
  choked: 11,
  /** subject begins to receive `piece` from object. value: bits of that piece it had already. */
  transferStarted: 12,
  /**
   * subject completed `piece`; the last bits came from object. value: the piece that subject receives next from object
   * without a pause, or -1. Other senders of the same piece have a `transferStopped` row just before.
   */
  pieceCompleted: 13,
  /** subject stops receiving `piece` from object before it is complete, or because another sender completed it. value: bits received in this transfer. */
  transferStopped: 14,
  /** Nobody online can get `piece` any more; one row for each lost piece, at the end of a run that cannot finish. */
  pieceLost: 15,
  /** The run is over. value: 1 when every peer that had to complete did, else 0. */
  ended: 16,

  // Timed changes of the scenario, those that are not somebody's coming or going. subject -1: for everyone.
  /** subject's uplink has another rate from now on. value: bit/s. */
  uploadRateChanged: 17,
  /** subject's downlink has another rate from now on. value: bit/s; Infinity: unlimited. */
  downloadRateChanged: 18,
  /** subject trades otherwise from now on. value: 0 gives and takes, 1 free rider. */
  strategyChanged: 19,
  /** Pieces are chosen otherwise from now on. value: a `PieceRule`. */
  pieceSelectionChanged: 20,
  /** Everyone has so many regular upload slots from now on. value: how many. */
  regularUnchokesChanged: 21,
  /** The same for the slots by draw. */
  optimisticUnchokesChanged: 22,

  // Of real runs only.
  /** subject throws `piece` away: it failed its hash check. object: who sent the last of it. value: bits thrown away. */
  pieceRejected: 23,
  /** subject, an outside client, says that it holds `piece`, which nobody here has sent it whole: it had it before, or has it from another of its kind. */
  pieceShown: 24,
  /** subject caught object breaking the protocol, or sending what was wrong, and let it go. value: an `OffenceCode`. */
  offended: 25,
} as const;
export type EventKind = (typeof EventKind)[keyof typeof EventKind];

export const LeaveReason = { complete: 0, stayedLongEnough: 1, interruption: 2, servedItsCopies: 3, timedChange: 4 } as const;
export type LeaveReason = (typeof LeaveReason)[keyof typeof LeaveReason];

export const AnnounceReason = { started: 0, periodic: 1, completed: 2, stopped: 3, fewNeighbours: 4 } as const;
export type AnnounceReason = (typeof AnnounceReason)[keyof typeof AnnounceReason];

/** offline: it left without a word; full: one of the two has all the neighbours it may have; unreachable: it takes no incoming connections. */
export const RefusalReason = { offline: 0, full: 1, unreachable: 2 } as const;
export type RefusalReason = (typeof RefusalReason)[keyof typeof RefusalReason];

/** earned: ranked in a round; optimistic: by draw; slotFree: an idle slot was filled at once; outside: an outside client did, for reasons of its own. */
export const UnchokeReason = { earned: 0, optimistic: 1, slotFree: 2, outside: 3 } as const;
export type UnchokeReason = (typeof UnchokeReason)[keyof typeof UnchokeReason];

/** outranked: others gave more; optimisticOver: the draw moved on; notInterested: it lacks nothing that subject holds; noSlots: subject serves nobody any more; outside: as above. */
export const ChokeReason = { outranked: 0, optimisticOver: 1, notInterested: 2, noSlots: 3, outside: 4 } as const;
export type ChokeReason = (typeof ChokeReason)[keyof typeof ChokeReason];

/** How pieces are chosen, as the scenario names it. */
export const PieceRule = { 'rarest-first': 0, random: 1, 'in-order': 2 } as const;
export type PieceRule = (typeof PieceRule)[keyof typeof PieceRule];

/**
 * Why a neighbour was let go. wrongPiece: a piece with its blocks failed the hash check; silent: not a word for two minutes; notReading:
 * what it was sent lay unread; the others are limits of the protocol (`docs/real-peers.md`).
 */
export const OffenceCode = {
  wrongPiece: 0, frameLength: 1, unknownId: 2, fastExtension: 3, spareBit: 4, pieceIndex: 5, blockRange: 6, lateBitfield: 7,
  tooManyRequests: 8, requestsWhileChoked: 9, notHeld: 10, unaskedBlocks: 11, toggles: 12, notReading: 13, silent: 14,
} as const;
export type OffenceCode = (typeof OffenceCode)[keyof typeof OffenceCode];
