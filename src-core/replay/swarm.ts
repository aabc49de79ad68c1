import { EventKind, UnchokeReason, type TraceChunk, type TraceHeader } from '../trace/index';
import type { FlowBins } from './flowBins';
import { Neighbours } from './neighbours';
import { PartialPieces } from './partialPieces';
import type { RateIndex } from './rateIndex';
import { Transfers } from './transfers';

/** A swarm that is moved on row by row. Two of them make a replay: one stands at the newest row, one where the viewer looks. */
export class Swarm {
  readonly online: Uint8Array;
  readonly arrived: Uint8Array;
  readonly wordsPerPeer: number;
  readonly held: Uint32Array;
  readonly heldCount: Int32Array;
  /** Copies of each piece that are online. */
  readonly copies: Int32Array;
  /** By peer: bits of the transfers that have ended. */
  readonly uploadedBits: Float64Array;
  readonly downloadedBits: Float64Array;
  readonly neighbours: Neighbours;
  readonly transfers = new Transfers();
  readonly partials = new PartialPieces();

  /**
   * @param rates where to note the rate of each transfer once it has ended; null for one that only looks
   * @param flows where to note when its bits went out
   */
  constructor(readonly header: TraceHeader, private readonly rates: RateIndex | null, private readonly flows: FlowBins | null = null) {
    const { peerCount, pieceCount } = header;
    this.online = new Uint8Array(peerCount);
    this.arrived = new Uint8Array(peerCount);
    this.wordsPerPeer = Math.ceil(pieceCount / 32);
    this.held = new Uint32Array(peerCount * this.wordsPerPeer);
    this.heldCount = new Int32Array(peerCount);
    this.copies = new Int32Array(pieceCount);
    this.uploadedBits = new Float64Array(peerCount);
    this.downloadedBits = new Float64Array(peerCount);
    this.neighbours = new Neighbours(peerCount);
    this.reset();
  }

  /** The start line: nobody is there yet, and only the server holds anything. */
  reset(): void {
    for (const column of [this.online, this.arrived, this.held, this.heldCount, this.copies, this.uploadedBits, this.downloadedBits]) column.fill(0);
    this.neighbours.clear();
    this.transfers.clear();
    this.partials.clear();
    for (let piece = 0; piece < this.header.pieceCount; piece++) this.held[piece >>> 5]! |= 1 << (piece & 31);
    this.heldCount[0] = this.header.pieceCount;
  }

  holds(peer: number, piece: number): boolean {
    return ((this.held[peer * this.wordsPerPeer + (piece >>> 5)]! >>> (piece & 31)) & 1) === 1;
  }

  bitsOf(piece: number): number {
    return piece === this.header.pieceCount - 1 ? this.header.lastPieceBits : this.header.pieceBits;
  }

  /** Lets the row at `at` of `chunk` happen; it is row `row` of the trace. */
  apply(chunk: TraceChunk, at: number, row: number): void {
    const subject = chunk.subject[at]!;
    const object = chunk.object[at]!;
    switch (chunk.kind[at]! as EventKind) {
      case EventKind.joined:
        return this.join(subject);
      case EventKind.left:
        return this.leave(subject);
      case EventKind.connected:
        this.neighbours.connect(subject, object);
        return;
      case EventKind.unchoked:
        this.neighbours.slot[this.neighbours.connect(subject, object)] = chunk.value[at] === UnchokeReason.optimistic ? 2 : 1;
        return;
      case EventKind.choked:
        this.neighbours.slot[this.neighbours.connect(subject, object)] = 0;
        return;
      case EventKind.transferStarted:
        return this.begin(this.neighbours.connect(subject, object), object, subject, chunk.piece[at]!, row, chunk.timeSeconds[at]!, 0);
      case EventKind.transferStopped:
        return this.stop(subject, object, chunk.piece[at]!, chunk.value[at]!, chunk.timeSeconds[at]!);
      case EventKind.pieceCompleted:
        return this.complete(subject, object, chunk.piece[at]!, chunk.value[at]!, row, chunk.timeSeconds[at]!);
    }
  }

  private join(peer: number): void {
    if (this.online[peer] === 1) return;
    this.online[peer] = this.arrived[peer] = 1;
    this.count(peer, 1);
  }

  private leave(peer: number): void {
    if (this.online[peer] === 0) return;
    this.online[peer] = 0;
    this.count(peer, -1);
    this.neighbours.dropAll(peer);
  }

  /** Adds what the peer holds to the copies that are online, or takes it away. */
  private count(peer: number, sign: 1 | -1): void {
    const first = peer * this.wordsPerPeer;
    for (let word = 0; word < this.wordsPerPeer; word++)
      for (let bits = this.held[first + word]!; bits !== 0; bits &= bits - 1) this.copies[32 * word + 31 - Math.clz32(bits & -bits)]! += sign;
  }

  /** @param bitrate a first guess of its rate, until the row in which it ends is known */
  private begin(rowOfReceiver: number, from: number, to: number, piece: number, row: number, seconds: number, bitrate: number): void {
    this.neighbours.transfer[rowOfReceiver] = this.transfers.begin(from, to, piece, row, seconds);
    this.rates?.set(row, bitrate);
  }

  /** Ends the transfer from `from` to `to`, if there is one; its average rate. */
  private end(to: number, from: number, bits: number, seconds: number): number {
    this.uploadedBits[from]! += bits;
    this.downloadedBits[to]! += bits;
    const row = this.neighbours.row(to, from);
    const transfer = row < 0 ? -1 : this.neighbours.transfer[row]!;
    if (transfer < 0) return 0;
    this.neighbours.transfer[row] = -1;
    this.transfers.end(transfer);
    const beganSeconds = this.transfers.beganSeconds[transfer]!;
    const lastedSeconds = seconds - beganSeconds;
    this.flows?.add(from === 0, bits, beganSeconds, seconds);
    const bitrate = lastedSeconds > 0 ? bits / lastedSeconds : 0;
    this.rates?.set(this.transfers.row[transfer]!, bitrate);
    return bitrate;
  }

  private stop(to: number, from: number, piece: number, bits: number, seconds: number): void {
    this.end(to, from, bits, seconds);
    if (!this.holds(to, piece)) this.partials.add(to, piece, bits);
  }

  private complete(to: number, from: number, piece: number, nextPiece: number, row: number, seconds: number): void {
    const bitrate = this.end(to, from, this.bitsOf(piece) - this.partials.of(to, piece), seconds);
    this.partials.remove(to, piece);
    this.held[to * this.wordsPerPeer + (piece >>> 5)]! |= 1 << (piece & 31);
    this.heldCount[to]!++;
    this.copies[piece]! += this.online[to]!;
    // The pair goes on without a pause, most likely at about the rate it had.
    if (nextPiece >= 0) this.begin(this.neighbours.connect(to, from), from, to, nextPiece, row, seconds, bitrate);
  }
}
