import type { TraceHeader } from '../trace/index';

/** Who is online and who holds what, moved on row by row. */
export class Holdings {
  readonly online: Uint8Array;
  readonly arrived: Uint8Array;
  readonly wordsPerPeer: number;
  readonly held: Uint32Array;
  readonly heldCount: Int32Array;
  /** Copies of each piece that are online. */
  readonly copies: Int32Array;

  constructor(readonly header: TraceHeader) {
    const { peerCount, pieceCount } = header;
    this.online = new Uint8Array(peerCount);
    this.arrived = new Uint8Array(peerCount);
    this.wordsPerPeer = Math.ceil(pieceCount / 32);
    this.held = new Uint32Array(peerCount * this.wordsPerPeer);
    this.heldCount = new Int32Array(peerCount);
    this.copies = new Int32Array(pieceCount);
    this.empty();
  }

  holds(peer: number, piece: number): boolean {
    return ((this.held[peer * this.wordsPerPeer + (piece >>> 5)]! >>> (piece & 31)) & 1) === 1;
  }

  /** Back to the start line: nobody is there yet, and only the server holds anything. */
  protected empty(): void {
    for (const column of [this.online, this.arrived, this.held, this.heldCount, this.copies]) column.fill(0);
    for (let piece = 0; piece < this.header.pieceCount; piece++) this.held[piece >>> 5]! |= 1 << (piece & 31);
    this.heldCount[0] = this.header.pieceCount;
  }

  join(peer: number): void {
    if (this.online[peer] === 1) return;
    this.online[peer] = this.arrived[peer] = 1;
    this.count(peer, 1);
  }

  leave(peer: number): void {
    if (this.online[peer] === 0) return;
    this.online[peer] = 0;
    this.count(peer, -1);
  }

  receive(peer: number, piece: number): void {
    this.held[peer * this.wordsPerPeer + (piece >>> 5)]! |= 1 << (piece & 31);
    this.heldCount[peer]!++;
    this.copies[piece]! += this.online[peer]!;
  }

  /** Adds what the peer holds to the copies that are online, or takes it away. */
  private count(peer: number, sign: 1 | -1): void {
    const first = peer * this.wordsPerPeer;
    for (let word = 0; word < this.wordsPerPeer; word++)
      for (let bits = this.held[first + word]!; bits !== 0; bits &= bits - 1) this.copies[32 * word + 31 - Math.clz32(bits & -bits)]! += sign;
  }
}
