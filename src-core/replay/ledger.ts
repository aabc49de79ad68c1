import { CHUNK_ROWS, EventKind } from '../trace/index';
import { PartialPieces } from './partialPieces';
import type { Replay } from './types';

/** Who has sent whom how much, summed up as somebody wants it. */
export interface Ledger {
  /** Bits by account, at the time at which the replay stands, with what is on its way. The same array at each call. */
  current(): Float64Array;
}

/** Account of what `from` sends to `to`, or -1: none. */
export type AccountOf = (from: number, to: number) => number;

interface Page {
  readonly bits: Float64Array;
  readonly partials: readonly (readonly [peer: number, piece: number, bits: number])[];
}

/**
 * A ledger of a replay. It walks the trace by itself, from the nearest page that it has kept, one a chunk: forward a
 * ledger costs only the rows that have happened since, and back at most a chunk.
 * @param accounts how many there are
 */
export function createLedger(replay: Replay, accounts: number, accountOf: AccountOf): Ledger {
  const { header, reader, state } = replay;
  const settled = new Float64Array(accounts);
  const shown = new Float64Array(accounts);
  const partials = new PartialPieces();
  const pages: Page[] = [];
  let happened = 0;

  const bitsOf = (piece: number) => (piece === header.pieceCount - 1 ? header.lastPieceBits : header.pieceBits);

  function book(from: number, to: number, bits: number, into: Float64Array): void {
    const account = accountOf(from, to);
    if (account >= 0) into[account]! += bits;
  }

  function keep(): void {
    const open: [number, number, number][] = [];
    partials.forEach((peer, piece, bits) => open.push([peer, piece, bits]));
    pages.push({ bits: settled.slice(), partials: open });
  }

  function turnBack(page: number): void {
    const kept = pages[page]!;
    settled.set(kept.bits);
    partials.clear();
    for (const [peer, piece, bits] of kept.partials) partials.add(peer, piece, bits);
    happened = page * CHUNK_ROWS;
  }

  function goTo(target: number): void {
    const page = Math.min(pages.length - 1, Math.floor(target / CHUNK_ROWS));
    if (happened > target || page * CHUNK_ROWS > happened) turnBack(page);
    for (; happened < target; happened++) {
      if (happened === pages.length * CHUNK_ROWS) keep();
      const chunk = reader.chunks[Math.floor(happened / CHUNK_ROWS)]!;
      const at = happened % CHUNK_ROWS;
      const kind = chunk.kind[at]!;
      if (kind !== EventKind.pieceCompleted && kind !== EventKind.transferStopped) continue;
      const [to, from, piece] = [chunk.subject[at]!, chunk.object[at]!, chunk.piece[at]!];
      if (kind === EventKind.transferStopped) {
        book(from, to, chunk.value[at]!, settled);
        partials.add(to, piece, chunk.value[at]!);
      } else {
        book(from, to, bitsOf(piece) - partials.of(to, piece), settled);
        partials.remove(to, piece);
      }
    }
  }

  keep();
  return {
    current() {
      goTo(replay.row + 1);
      shown.set(settled);
      for (let at = 0; at < state.transferCount; at++) book(state.transferFrom[at]!, state.transferTo[at]!, state.transferBits[at]!, shown);
      return shown;
    },
  };
}

/** Accounts of a table of parties: what party i gave to party j is account `i * parties + j`. */
export function partyAccounts(partyOf: Int32Array, parties: number): AccountOf {
  return (from, to) => partyOf[from]! * parties + partyOf[to]!;
}

/** Accounts of one peer: what it gave to j is account j, what it got from j is account `peerCount + j`. */
export function peerAccounts(peer: number, peerCount: number): AccountOf {
  return (from, to) => (from === peer ? to : to === peer ? peerCount + from : -1);
}
