import { EventKind, UnchokeReason, type TraceChunk, type TraceHeader } from '../trace/index';
import type { FlowBins } from './flowBins';
import { Holdings } from './holdings';
import { Neighbours } from './neighbours';
import { PartialPieces } from './partialPieces';
import type { RateIndex } from './rateIndex';
import { Transfers } from './transfers';

/** A swarm that is moved on row by row. Two of them make a replay: one stands at the newest row, one where the viewer looks. */
export class Swarm extends Holdings {
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
  constructor(header: TraceHeader, private readonly rates: RateIndex | null, private readonly flows: FlowBins | null = null) {
    super(header);
    const { peerCount } = header;
    this.uploadedBits = new Float64Array(peerCount);
    this.downloadedBits = new Float64Array(peerCount);
    this.neighbours = new Neighbours(peerCount);
  }

  /** The start line: nobody is there yet, and only the server holds anything. */
  reset(): void {
    this.empty();
    this.uploadedBits.fill(0);
    this.downloadedBits.fill(0);
    this.neighbours.clear();
    this.transfers.clear();
    this.partials.clear();
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
      case EventKind.pieceShown:
        this.partials.remove(subject, chunk.piece[at]!);
        return this.receive(subject, chunk.piece[at]!);
      case EventKind.pieceRejected:
        return this.partials.remove(subject, chunk.piece[at]!);
      case EventKind.pieceCompleted:
        return this.complete(subject, object, chunk.piece[at]!, chunk.value[at]!, row, chunk.timeSeconds[at]!);
    }
  }

  override leave(peer: number): void {
    if (this.online[peer] === 1) this.neighbours.dropAll(peer);
    super.leave(peer);
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
    this.receive(to, piece);
    // The pair goes on without a pause, most likely at about the rate it had.
    if (nextPiece >= 0) this.begin(this.neighbours.connect(to, from), from, to, nextPiece, row, seconds, bitrate);
  }
}
