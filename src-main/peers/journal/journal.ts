import { EventKind, LeaveReason, OffenceCode, RefusalReason, type TraceHeader, type TraceWriter } from '@core/trace/index';
import { createBooks, type Books } from './books';
import { createPairs } from './pairs';
import type { SettledDial } from './settledDial';

/** A piece that one peer is receiving from another. */
interface Flow {
  readonly piece: number;
  readonly row: number;
  bits: number;
}

/**
 * Writes the trace of a real swarm: what each peer tells of itself, in one order and in the scenario's time. It keeps the trace
 * true to the rules that every trace has, whatever the order in which two ends of a connection hear of something: a row
 * about somebody who is not there, or about two who are not neighbours, is left out (it says -1), and who leaves takes its transfers along.
 */
export interface Journal extends TraceWriter {
  /** With a place for each outside client that has come so far. */
  readonly header: TraceHeader;
  /**
   * An outside client gets the next number: that of the newest peer.
   * @param name as its peer id has it
   * @returns false: the run is over, and its header stays as it is
   */
  seat(name: string): boolean;
  /** What the run came to so far, by peer. */
  readonly books: Books;
  now(): number;
  /** By peer: 1 while it is online. */
  readonly online: Uint8Array;
  /** Of the scenario's peers; an outside client is there while it has neighbours. @returns its row */
  joined(peer: number, isReturn: boolean): number;
  left(peer: number, reason: LeaveReason): void;
  connected(dialler: number, remote: number): void;
  disconnected(one: number, other: number): void;
  refused(dialler: number, remote: number, reason: RefusalReason): void;
  areNeighbours(one: number, other: number): boolean;
  neighbourCount(peer: number): number;
  /** A transfer begins; `hadBits` of the piece are there. @returns its row */
  began(to: number, from: number, piece: number, hadBits: number): number;
  /** Bits of the piece under way from there have come, and count. */
  came(to: number, from: number, piece: number, bits: number): void;
  /** Bits have come that had come already from somebody else. */
  cameTwice(to: number, from: number, bits: number): void;
  /** The transfer between the two ends before the piece is whole, if there is one. */
  stopped(to: number, from: number): void;
  /** The piece that `to` is receiving from `from`, or -1. */
  flowPiece(to: number, from: number): number;
  /** @param next the piece that comes next from there, or -1. @returns its row */
  pieceCompleted(to: number, from: number, piece: number, next: number): number;
  /** A piece turned out wrong: what came of it counts for nothing. @param last who sent the last of it */
  rejected(to: number, last: number, piece: number): void;
  /** An outside client says that it holds a piece, and not from here. */
  pieceShown(guest: number, piece: number): void;
  completed(peer: number): void;
  offended(peer: number, offender: number, code: OffenceCode): void;
  /** What led to the interest of one peer in another, or to its end: the newest piece of the one who has it, or the connection. */
  newsOf(peer: number, other: number): number;
  /** A timed change that is not somebody's coming or going; subject -1: for everyone. @returns its row */
  change(kind: EventKind, subject: number, value: number): number;
  /** The tracker struck it out. */
  expired(peer: number): void;
  readonly rowCount: number;
  /** The books are closed: what still moves until every socket is shut counts no more. */
  ended(isFinished: boolean, lostPieces: readonly number[]): void;
}

const refusals = { [RefusalReason.offline]: 'offline', [RefusalReason.full]: 'full', [RefusalReason.unreachable]: 'unreachable' } as const;

/**
 * @param first header of the run before any outside client has come
 * @param now time of the scenario, never going back
 * @param guests so many numbers after those of the peers are for outside clients
 * @param dialSettled is told of each dial of a scenario's peer that came to something or to nothing, with the row that says so
 */
export function createJournal(first: TraceHeader, trace: TraceWriter, now: () => number, guests = 0, dialSettled: (dial: SettledDial) => void = () => undefined): Journal {
  const everybody = first.peerCount + guests;
  const online = new Uint8Array(everybody);
  const row = () => new Int32Array(everybody).fill(-1);
  const [joinedRow, announcedRow, lastPieceRow] = [row(), row(), row()];
  const connectedRow = createPairs<number>(everybody);
  /** The row in which the first last unchoked the second, or choked it. */
  const servedRow = createPairs<number>(everybody);
  const flows = createPairs<Flow>(everybody);
  const books = createBooks(first, guests);
  let header = first;
  let isOver = false;
  let rowCount = 0;
  let lastSeconds = 0;

  const put: TraceWriter['write'] = (seconds, kind, subject, object, piece, value, cause) => {
    if (isOver) return -1;
    rowCount++;
    // What a decision leads to may be written before the rest of the decision: a trace never goes back.
    lastSeconds = Math.max(lastSeconds, seconds);
    return trace.write(lastSeconds, kind, subject, object, piece, value, cause);
  };
  const isGuest = (peer: number) => peer >= first.peerCount;
  const areNeighbours = (one: number, other: number) => connectedRow.has(Math.min(one, other), Math.max(one, other));

  function stop(to: number, from: number, cause: number): void {
    const flow = flows.take(to, from);
    if (flow) put(now(), EventKind.transferStopped, to, from, flow.piece, flow.bits, cause);
  }

  function stopAll(peer: number, cause: number): void {
    for (const from of flows.seconds(peer)) stop(peer, from, cause);
    for (const to of flows.firsts(peer)) stop(to, peer, cause);
  }

  function join(peer: number, isReturn: boolean): number {
    online[peer] = 1;
    books.joined(peer, now());
    return (joinedRow[peer] = put(now(), EventKind.joined, peer, -1, -1, isReturn ? 1 : 0, -1));
  }

  function leave(peer: number, reason: LeaveReason): void {
    if (!online[peer]) return;
    stopAll(peer, joinedRow[peer]!);
    put(now(), EventKind.left, peer, -1, -1, reason, joinedRow[peer]!);
    online[peer] = 0;
    books.left(peer, now());
    const others = [...connectedRow.seconds(peer), ...connectedRow.firsts(peer)];
    connectedRow.dropAll(peer);
    servedRow.dropAll(peer);
    others.forEach(leaveIfAlone);
  }

  const neighbourCount = (peer: number) => connectedRow.seconds(peer).length + connectedRow.firsts(peer).length;

  const countsOf = (peer: number, remote: number) => ({ peer, remote, neighbours: neighbourCount(peer), remoteNeighbours: neighbourCount(remote) });

  function settle(dial: Omit<SettledDial, 'timeSeconds'>): void {
    if (dial.row >= 0 && !isGuest(dial.peer)) dialSettled({ ...dial, timeSeconds: lastSeconds });
  }

  /** All that the lab knows of an outside client is that it talks with somebody. */
  function leaveIfAlone(guest: number): void {
    if (isGuest(guest) && neighbourCount(guest) === 0) leave(guest, LeaveReason.interruption);
  }

  return {
    get header() {
      return header;
    },
    seat(name) {
      if (isOver) return false;
      header = { ...header, peerCount: header.peerCount + 1, groupOf: Int32Array.of(...header.groupOf, -1), outside: [...(header.outside ?? []), name] };
      return true;
    },
    books,
    now,
    areNeighbours,
    online,
    neighbourCount,
    write(seconds, kind, subject, object, piece, value, cause) {
      if (subject >= 0 && !online[subject]) return -1;
      if (object >= 0 && !areNeighbours(subject, object) && kind !== EventKind.offered) return -1;
      const led = kind === EventKind.announced ? joinedRow[subject]! : cause;
      const row = put(seconds, kind, subject, object, piece, value, led);
      if (kind === EventKind.announced) announcedRow[subject] = row;
      if (kind === EventKind.unchoked || kind === EventKind.choked) servedRow.set(subject, object, row);
      return row;
    },
    joined: join,
    left: leave,
    connected(dialler, remote) {
      for (const one of [dialler, remote]) if (isGuest(one) && !online[one]) join(one, joinedRow[one]! >= 0);
      if (areNeighbours(dialler, remote) || !online[dialler] || !online[remote]) return;
      const before = countsOf(dialler, remote);
      const row = put(now(), EventKind.connected, dialler, remote, -1, 0, joinedRow[dialler]!);
      settle({ ...before, outcome: 'accepted', row });
      connectedRow.set(Math.min(dialler, remote), Math.max(dialler, remote), row);
    },
    disconnected(one, other) {
      stop(one, other, -1);
      stop(other, one, -1);
      connectedRow.take(Math.min(one, other), Math.max(one, other));
      [one, other].forEach(leaveIfAlone);
    },
    refused(dialler, remote, reason) {
      if (!online[dialler]) return;
      const row = put(now(), EventKind.refused, dialler, remote, -1, reason, joinedRow[dialler]!);
      settle({ ...countsOf(dialler, remote), outcome: refusals[reason], row });
    },
    began(to, from, piece, hadBits) {
      if (!online[to] || !areNeighbours(to, from)) return -1;
      stop(to, from, -1);
      const row = put(now(), EventKind.transferStarted, to, from, piece, hadBits, servedRow.get(from, to) ?? -1);
      flows.set(to, from, { piece, row, bits: 0 });
      return row;
    },
    came(to, from, piece, bits) {
      if (isOver) return;
      books.came(to, from, piece, bits);
      const flow = flows.get(to, from);
      if (flow?.piece === piece) flow.bits += bits;
    },
    cameTwice(to, from, bits) {
      if (!isOver) books.cameTwice(to, from, bits);
    },
    stopped: (to, from) => stop(to, from, servedRow.get(from, to) ?? -1),
    pieceCompleted(to, from, piece, next) {
      if (isOver) return -1;
      const mine = flows.get(to, from);
      const goesOn = next >= 0 && areNeighbours(to, from);
      for (const other of flows.seconds(to)) if (other !== from && flows.get(to, other)?.piece === piece) stop(to, other, mine?.row ?? -1);
      // Its blocks may have been followed by those of another piece before this one was written and checked.
      if (mine && mine.piece !== piece) stop(to, from, -1);
      flows.take(to, from);
      const row = put(now(), EventKind.pieceCompleted, to, from, piece, goesOn ? next : -1, mine?.row ?? servedRow.get(from, to) ?? -1);
      if (goesOn) flows.set(to, from, { piece: next, row, bits: 0 });
      lastPieceRow[to] = row;
      books.pieceCompleted(to, piece);
      return row;
    },
    flowPiece: (to, from) => flows.get(to, from)?.piece ?? -1,
    rejected(to, last, piece) {
      if (isOver) return;
      const cause = flows.get(to, last)?.row ?? -1;
      for (const from of flows.seconds(to)) if (flows.get(to, from)?.piece === piece) stop(to, from, cause);
      put(now(), EventKind.pieceRejected, to, last, piece, books.discard(to, piece), cause);
    },
    pieceShown(guest, piece) {
      if (isOver || !online[guest]) return;
      for (const from of flows.seconds(guest)) if (flows.get(guest, from)?.piece === piece) stop(guest, from, -1);
      lastPieceRow[guest] = put(now(), EventKind.pieceShown, guest, -1, piece, 0, joinedRow[guest]!);
      books.pieceShown(guest, piece);
    },
    completed(peer) {
      if (isOver) return;
      books.completed(peer, now());
      put(now(), EventKind.completed, peer, -1, -1, 0, lastPieceRow[peer]!);
    },
    newsOf(peer, other) {
      const connected = connectedRow.get(Math.min(peer, other), Math.max(peer, other)) ?? -1;
      return Math.max(lastPieceRow[peer]!, connected);
    },
    change: (kind, subject, value) => put(now(), kind, subject, -1, -1, value, -1),
    expired: (peer) => void put(now(), EventKind.expired, peer, -1, -1, 0, announcedRow[peer]!),
    offended: (peer, offender, code) => void put(now(), EventKind.offended, peer, offender, -1, code, connectedRow.get(Math.min(peer, offender), Math.max(peer, offender)) ?? -1),
    get rowCount() {
      return rowCount;
    },
    ended(isFinished, lostPieces) {
      books.close();
      for (const piece of lostPieces) put(now(), EventKind.pieceLost, -1, -1, piece, 0, -1);
      put(now(), EventKind.ended, -1, -1, -1, isFinished ? 1 : 0, -1);
      isOver = true;
    },
  };
}
