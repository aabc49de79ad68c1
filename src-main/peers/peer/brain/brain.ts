import { createNeighbourManager, type NeighbourTable, type Slots } from '@core/policy/index';
import { Purpose } from '@core/sim/index';
import { createChoosing } from './choosing';
import { createNeighbourhood } from './neighbourhood';
import { createServing } from './serving';
import type { BrainOptions } from './types';

/**
 * One real peer's decisions: the same choker, picker and neighbour manager as the simulator's, with messages, time and random
 * numbers from outside. It knows no socket, no clock and no address: neighbours are small numbers, times seconds and sizes
 * bits of the scenario, so that the same inputs always lead to the same decisions.
 */
export interface Brain {
  readonly table: NeighbourTable;
  readonly neighbourCount: number;
  readonly heldCount: number;
  readonly interestedCount: number;
  readonly usedSlots: number;
  /** How many neighbours it fills by dialling. */
  readonly dialsUpTo: number;
  holds(piece: number): boolean;
  /** Pieces that the neighbour of that row holds and the peer lacks. */
  wantedFrom(row: number): number;
  rowHolds(row: number, piece: number): boolean;
  /** The peer is online: choke rounds begin. */
  begin(now: number, joinedRow: number): void;
  /** It is offline; all rows must have been closed. */
  end(): void;
  /** When `turn` is due. */
  readonly dueSeconds: number;
  turn(now: number): void;

  /** Whether there is room for somebody who dials. */
  accepts(): boolean;
  /** A handshake is done. @returns the neighbour's row, or -1 when there is no room or it is one already */
  opened(remote: number): number;
  closed(row: number, now: number, cause: number): void;
  /** Those of the addresses offered that are to be dialled now. @param pending dials under way */
  dial(offered: readonly number[], pending: number): number[];
  /** When the next announce is welcome. */
  nextAnnounceSeconds(lastSeconds: number, now: number): number;

  /** What the neighbour holds; a later one may only add to it. */
  bitfield(row: number, bits: Uint32Array): void;
  have(row: number, piece: number): void;
  interested(row: number, now: number, cause: number): void;
  notInterested(row: number, now: number, cause: number): void;
  received(row: number, bits: number): void;
  sent(row: number, bits: number): void;
  setSlots(slots: Slots, now: number, cause: number): void;

  /** Pieces to ask for; see `Choosing`. */
  pick(row: number, now: number): number;
  help(row: number, underWay: readonly number[], now: number): number;
  began(row: number, piece: number, line: number): void;
  released(piece: number): void;
  /** A piece is whole and checked. */
  completed(piece: number): void;
  /** Pieces that were there from the start: all of them in a seed, those on disk in a peer that returns. */
  resume(bits: Uint32Array): void;
}

/** @param missingBits what the peer lacks of a piece now, in bits of the scenario */
export function createBrain(options: BrainOptions, missingBits: (piece: number) => number): Brain {
  const { peer, protocol, pieceCount, streams, hands } = options;
  const mine = createNeighbourhood(protocol.maxNeighbours, pieceCount);
  const serving = createServing(mine, options);
  const choosing = createChoosing(mine, options, missingBits);
  const manager = createNeighbourManager(protocol);
  const { table, wanted } = mine;

  function gain(piece: number): void {
    mine.held[piece >>> 5]! |= 1 << (piece & 31);
    mine.heldCount++;
    choosing.completed(piece);
  }

  function have(row: number, piece: number): void {
    if (mine.rowHolds(row, piece)) return;
    mine.bits[row * mine.words + (piece >>> 5)]! |= 1 << (piece & 31);
    choosing.neighbourGot(piece);
    if (mine.lacks(piece) && ++wanted[row]! === 1) hands.interested(row);
  }

  return {
    table,
    get neighbourCount() {
      return mine.count;
    },
    get heldCount() {
      return mine.heldCount;
    },
    get interestedCount() {
      return mine.interestedCount;
    },
    get usedSlots() {
      return serving.usedSlots;
    },
    dialsUpTo: manager.dialsUpTo,
    holds: (piece) => !mine.lacks(piece),
    wantedFrom: (row) => wanted[row]!,
    rowHolds: mine.rowHolds,
    begin: serving.begin,
    end: serving.end,
    get dueSeconds() {
      return serving.dueSeconds;
    },
    turn: serving.turn,

    accepts: () => manager.accepts(mine.count),
    opened(remote) {
      if (mine.rowOf(remote) >= 0 || !manager.accepts(mine.count)) return -1;
      const row = mine.open(remote);
      if (row >= 0) serving.opened(row);
      return row;
    },
    closed(row, now, cause) {
      serving.forget(row);
      choosing.closed(row);
      mine.close(row);
      serving.fillSlots(now, cause);
    },
    dial(offered, pending) {
      const left = Int32Array.from(offered);
      const out = new Int32Array(left.length);
      const count = manager.dial(mine.count, pending, left, left.length, streams.of(Purpose.dial, peer), out);
      return Array.from(out.subarray(0, count));
    },
    nextAnnounceSeconds: (lastSeconds, now) => manager.nextAnnounceSeconds(mine.count, lastSeconds, now),

    bitfield(row, bits) {
      for (let piece = 0; piece < pieceCount; piece++) if ((bits[piece >>> 5]! >>> (piece & 31)) & 1) have(row, piece);
    },
    have,
    interested: serving.becameInterested,
    notInterested: serving.lostInterest,
    received(row, bits) {
      mine.receivedBits[row]! += bits;
    },
    sent(row, bits) {
      mine.sentBits[row]! += bits;
    },
    setSlots: serving.setSlots,

    pick: choosing.pick,
    help: choosing.help,
    began: choosing.led,
    released: choosing.released,
    completed(piece) {
      gain(piece);
      for (let row = 0; row < mine.span; row++)
        if (table.flags[row] !== 0 && mine.rowHolds(row, piece) && --wanted[row]! === 0) hands.notInterested(row);
    },
    resume(bits) {
      for (let piece = 0; piece < pieceCount; piece++) if ((bits[piece >>> 5]! >>> (piece & 31)) & 1) gain(piece);
    },
  };
}
