import { PairTable, grown } from './pairTable';

/**
 * Who is whose neighbour, and how each treats the other. A connection has two rows, one as each of its ends sees it:
 * `row ^ 1` is the same connection from the other end. The rows of a peer hang together in the order in which it got them.
 */
export class Neighbours {
  /** How many pairs are neighbours now. */
  pairCount = 0;
  /** By row: the peer at the other end. */
  remote = new Int32Array(128);
  /** By row: how its owner treats the other: 0 choked, 1 unchoked, 2 optimistically unchoked. */
  slot = new Uint8Array(128);
  /** By row: the transfer by which its owner receives from the other, or -1. */
  transfer = new Int32Array(128).fill(-1);
  private next = new Int32Array(128);
  private previous = new Int32Array(128);
  private readonly firstRow: Int32Array;
  private readonly lastRow: Int32Array;
  private readonly pairs = new PairTable();

  constructor(peerCount: number) {
    this.firstRow = new Int32Array(peerCount).fill(-1);
    this.lastRow = new Int32Array(peerCount).fill(-1);
  }

  /** Row of `owner` about `other`, or -1 when they are not neighbours. */
  row(owner: number, other: number): number {
    const pair = owner < other ? this.pairs.find(owner, other) : this.pairs.find(other, owner);
    return pair < 0 ? -1 : 2 * pair + (owner < other ? 0 : 1);
  }

  /** Makes them neighbours, unless they are; the row of `owner`. */
  connect(owner: number, other: number): number {
    const known = this.row(owner, other);
    if (known >= 0) return known;
    const row = this.create(owner, other);
    this.hang(row, owner);
    this.hang(row ^ 1, other);
    return row;
  }

  /** Like `connect`, but hangs only the owner's row: the other's comes when its own list is restored, so that every order is kept. */
  restore(owner: number, other: number): number {
    const known = this.row(owner, other);
    const row = known >= 0 ? known : this.create(owner, other);
    this.hang(row, owner);
    return row;
  }

  /** First row of a peer, or -1. */
  firstOf(peer: number): number {
    return this.firstRow[peer]!;
  }

  /** The row after that one in its owner's list, or -1. */
  after(row: number): number {
    return this.next[row]!;
  }

  /** The peer is no one's neighbour any more. */
  dropAll(peer: number): void {
    for (let row = this.firstRow[peer]!; row >= 0; row = this.next[row]!) {
      this.unhang(row ^ 1, this.remote[row]!);
      this.pairs.remove(row >>> 1);
      this.pairCount--;
    }
    this.firstRow[peer] = -1;
    this.lastRow[peer] = -1;
  }

  clear(): void {
    this.pairs.clear();
    this.pairCount = 0;
    this.firstRow.fill(-1);
    this.lastRow.fill(-1);
  }

  private create(owner: number, other: number): number {
    const pair = owner < other ? this.pairs.add(owner, other) : this.pairs.add(other, owner);
    this.pairCount++;
    const rows = 2 * this.pairs.capacity;
    if (this.remote.length < rows) {
      this.remote = grown(this.remote, rows);
      this.slot = grown(this.slot, rows);
      this.transfer = grown(this.transfer, rows);
      this.next = grown(this.next, rows);
      this.previous = grown(this.previous, rows);
    }
    const row = 2 * pair + (owner < other ? 0 : 1);
    this.remote[row] = other;
    this.remote[row ^ 1] = owner;
    this.slot[row] = this.slot[row ^ 1] = 0;
    this.transfer[row] = this.transfer[row ^ 1] = -1;
    return row;
  }

  private hang(row: number, owner: number): void {
    const last = this.lastRow[owner]!;
    this.next[row] = -1;
    this.previous[row] = last;
    if (last < 0) this.firstRow[owner] = row;
    else this.next[last] = row;
    this.lastRow[owner] = row;
  }

  private unhang(row: number, owner: number): void {
    const before = this.previous[row]!;
    const after = this.next[row]!;
    if (before < 0) this.firstRow[owner] = after;
    else this.next[before] = after;
    if (after < 0) this.lastRow[owner] = before;
    else this.previous[after] = before;
  }
}
