import { PairTable, grown } from './pairTable';
import type { RateIndex } from './rateIndex';
import type { Swarm } from './swarm';
import type { SwarmView } from './types';

/** What the viewer sees of a swarm: its arrays, and how far each transfer has come by the time it is shown. */
export class View implements SwarmView {
  timeSeconds = 0;
  readonly online: Uint8Array;
  readonly arrived: Uint8Array;
  readonly held: Uint32Array;
  readonly wordsPerPeer: number;
  readonly heldCount: Int32Array;
  readonly copies: Int32Array;
  readonly uploadedBits: Float64Array;
  readonly downloadedBits: Float64Array;
  transferCount = 0;
  transferFrom = new Int32Array(0);
  transferTo = new Int32Array(0);
  transferPiece = new Int32Array(0);
  transferFraction = new Float64Array(0);
  transferBits = new Float64Array(0);
  transferBitrate = new Float64Array(0);
  transferRow = new Int32Array(0);
  /** Pieces on their way, and by slot how many bits of each are there. */
  private readonly arriving = new PairTable();
  private arrivedBits = new Float64Array(0);

  constructor(private readonly swarm: Swarm, private readonly rates: RateIndex) {
    this.online = swarm.online;
    this.arrived = swarm.arrived;
    this.held = swarm.held;
    this.wordsPerPeer = swarm.wordsPerPeer;
    this.heldCount = swarm.heldCount;
    this.copies = swarm.copies;
    this.uploadedBits = new Float64Array(swarm.uploadedBits.length);
    this.downloadedBits = new Float64Array(swarm.downloadedBits.length);
  }

  /** Brings everything that moves between two rows to that time. */
  show(timeSeconds: number): void {
    const { transfers } = this.swarm;
    this.timeSeconds = timeSeconds;
    this.transferCount = transfers.count;
    if (this.transferFrom.length < transfers.count) this.grow(2 * transfers.count);
    this.uploadedBits.set(this.swarm.uploadedBits);
    this.downloadedBits.set(this.swarm.downloadedBits);
    this.arriving.clear();
    for (let transfer = transfers.first, at = 0; transfer >= 0; transfer = transfers.after(transfer), at++) this.showTransfer(transfer, at);
    for (let at = 0; at < transfers.count; at++) {
      const slot = this.arriving.find(this.transferTo[at]!, this.transferPiece[at]!);
      this.transferFraction[at] = this.arrivedBits[slot]! / this.swarm.bitsOf(this.transferPiece[at]!);
    }
  }

  private showTransfer(transfer: number, at: number): void {
    const { transfers } = this.swarm;
    const from = (this.transferFrom[at] = transfers.from[transfer]!);
    const to = (this.transferTo[at] = transfers.to[transfer]!);
    const piece = (this.transferPiece[at] = transfers.piece[transfer]!);
    const row = (this.transferRow[at] = transfers.row[transfer]!);
    const bitrate = (this.transferBitrate[at] = this.rates.at(row));
    const slot = this.slotOf(to, piece);
    // Several senders may share a piece; where a rate is only a guess they must not bring more than there is.
    const missing = this.swarm.bitsOf(piece) - this.arrivedBits[slot]!;
    const bits = Math.min(missing, bitrate * (this.timeSeconds - transfers.beganSeconds[transfer]!));
    this.transferBits[at] = bits;
    this.arrivedBits[slot]! += bits;
    this.uploadedBits[from]! += bits;
    this.downloadedBits[to]! += bits;
  }

  private slotOf(peer: number, piece: number): number {
    const known = this.arriving.find(peer, piece);
    if (known >= 0) return known;
    const slot = this.arriving.add(peer, piece);
    if (this.arrivedBits.length < this.arriving.capacity) this.arrivedBits = grown(this.arrivedBits, this.arriving.capacity);
    this.arrivedBits[slot] = this.swarm.holds(peer, piece) ? this.swarm.bitsOf(piece) : this.swarm.partials.of(peer, piece);
    return slot;
  }

  private grow(length: number): void {
    this.transferFrom = new Int32Array(length);
    this.transferTo = new Int32Array(length);
    this.transferPiece = new Int32Array(length);
    this.transferFraction = new Float64Array(length);
    this.transferBits = new Float64Array(length);
    this.transferBitrate = new Float64Array(length);
    this.transferRow = new Int32Array(length);
  }
}
