import { grown } from './pairTable';

/** The transfers in progress, in the order in which they began. */
export class Transfers {
  from = new Int32Array(64);
  to = new Int32Array(64);
  piece = new Int32Array(64);
  /** Row in which it began. */
  row = new Int32Array(64);
  beganSeconds = new Float64Array(64);
  count = 0;
  first = -1;
  private last = -1;
  private used = 0;
  private free = -1;
  private next = new Int32Array(64); // in a free place: the next free one
  private previous = new Int32Array(64);

  /** The transfer that began after that one, or -1. */
  after(transfer: number): number {
    return this.next[transfer]!;
  }

  begin(from: number, to: number, piece: number, row: number, seconds: number): number {
    let transfer = this.free;
    if (transfer >= 0) this.free = this.next[transfer]!;
    else {
      if (this.used === this.from.length) this.double();
      transfer = this.used++;
    }
    this.from[transfer] = from;
    this.to[transfer] = to;
    this.piece[transfer] = piece;
    this.row[transfer] = row;
    this.beganSeconds[transfer] = seconds;
    this.next[transfer] = -1;
    this.previous[transfer] = this.last;
    if (this.last < 0) this.first = transfer;
    else this.next[this.last] = transfer;
    this.last = transfer;
    this.count++;
    return transfer;
  }

  end(transfer: number): void {
    const before = this.previous[transfer]!;
    const after = this.next[transfer]!;
    if (before < 0) this.first = after;
    else this.next[before] = after;
    if (after < 0) this.last = before;
    else this.previous[after] = before;
    this.next[transfer] = this.free;
    this.free = transfer;
    this.count--;
  }

  clear(): void {
    this.count = this.used = 0;
    this.first = this.last = this.free = -1;
  }

  private double(): void {
    const length = this.from.length * 2;
    this.from = grown(this.from, length);
    this.to = grown(this.to, length);
    this.piece = grown(this.piece, length);
    this.row = grown(this.row, length);
    this.beganSeconds = grown(this.beganSeconds, length);
    this.next = grown(this.next, length);
    this.previous = grown(this.previous, length);
  }
}
