import { fillBits, wordsFor } from '@core/base/index';
import type { TraceHeader } from '@core/trace/index';

/**
 * What a run comes to, by peer (0 is the server): times and whole bits, as a simulated run's end has them. Bits are booked when a
 * piece is whole, shared among those that sent it by rounding the running sum, so that what was sent is what was received.
 * @param guests so many numbers after those of the peers are outside clients
 */
export function createBooks(header: TraceHeader, guests: number) {
  const { pieceCount } = header;
  const everybody = header.peerCount + guests;
  const column = (value = 0) => new Float64Array(everybody).fill(value);
  const [joinedSeconds, completedSeconds, leftSeconds] = [column(NaN), column(NaN), column(NaN)];
  const [awaySeconds, uploadedBits, downloadedBits] = [column(), column(), column()];
  /** Bits that went over sockets so far, block by block. */
  const [sentBits, receivedBits] = [column(), column()];
  const words = wordsFor(pieceCount);
  /** Bitsets of the pieces held, kept also while away. */
  const held = new Uint32Array(everybody * words);
  fillBits(held, 0, pieceCount);
  const heldCount = new Int32Array(everybody);
  heldCount[0] = pieceCount;
  const shares = new Map<number, Map<number, number>>();
  let pieceTransfers = 0;
  let duplicateBits = 0;
  let completedPeers = 0;

  const bitsOf = (piece: number) => (piece === pieceCount - 1 ? header.lastPieceBits : header.pieceBits);

  function book(key: number, wholeBits: number): void {
    const receiver = Math.floor(key / pieceCount);
    const came = shares.get(key) ?? new Map<number, number>();
    shares.delete(key);
    const total = [...came.values()].reduce((sum, bits) => sum + bits, 0);
    let running = 0;
    let booked = 0;
    for (const [sender, bits] of came) {
      running += bits;
      const upTo = Math.round((wholeBits * running) / total);
      uploadedBits[sender]! += upTo - booked;
      downloadedBits[receiver]! += upTo - booked;
      booked = upTo;
    }
  }

  function bookPart(key: number): void {
    book(key, Math.round([...(shares.get(key)?.values() ?? [])].reduce((sum, bits) => sum + bits, 0)));
  }

  function hold(peer: number, piece: number): void {
    held[peer * words + (piece >>> 5)]! |= 1 << (piece & 31);
    heldCount[peer]!++;
  }

  function count(to: number, from: number, bits: number): void {
    sentBits[from]! += bits;
    receivedBits[to]! += bits;
  }

  return {
    joinedSeconds, completedSeconds, awaySeconds, uploadedBits, downloadedBits, sentBits, receivedBits, words, held, heldCount, bitsOf,
    holds: (peer: number, piece: number) => ((held[peer * words + (piece >>> 5)]! >>> (piece & 31)) & 1) === 1,
    get pieceTransfers() {
      return pieceTransfers;
    },
    /** Of the scenario's peers. */
    get completedPeers() {
      return completedPeers;
    },
    /** Sent and received in vain; counted in both columns too. */
    get duplicateBits() {
      return duplicateBits;
    },
    joined(peer: number, now: number): void {
      if (Number.isNaN(joinedSeconds[peer]!)) joinedSeconds[peer] = now;
      else awaySeconds[peer]! += now - leftSeconds[peer]!;
    },
    left(peer: number, now: number): void {
      leftSeconds[peer] = now;
    },
    completed(peer: number, now: number): void {
      completedSeconds[peer] = now;
      if (peer < header.peerCount) completedPeers++;
    },
    came(to: number, from: number, piece: number, bits: number): void {
      count(to, from, bits);
      const key = to * pieceCount + piece;
      const senders = shares.get(key) ?? new Map<number, number>();
      shares.set(key, senders.set(from, (senders.get(from) ?? 0) + bits));
    },
    cameTwice(to: number, from: number, bits: number): void {
      count(to, from, bits);
      const whole = Math.round(bits);
      uploadedBits[from]! += whole;
      downloadedBits[to]! += whole;
      duplicateBits += whole;
    },
    /** What came of a piece that turned out wrong was nothing. @returns the bits */
    discard(to: number, piece: number): number {
      const key = to * pieceCount + piece;
      const bits = [...(shares.get(key)?.values() ?? [])].reduce((sum, one) => sum + one, 0);
      shares.delete(key);
      return bits;
    },
    pieceCompleted(to: number, piece: number): void {
      pieceTransfers++;
      hold(to, piece);
      book(to * pieceCount + piece, bitsOf(piece));
    },
    /** It has the piece, and not from here: what was sent of it counts. */
    pieceShown(peer: number, piece: number): void {
      hold(peer, piece);
      bookPart(peer * pieceCount + piece);
    },
    /** Books what has come of pieces that will never be whole. */
    close(): void {
      for (const key of [...shares.keys()]) bookPart(key);
    },
  };
}

export type Books = ReturnType<typeof createBooks>;
