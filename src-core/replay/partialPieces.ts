import { PairTable, grown } from './pairTable';

/** Pieces of which a peer has a part: what interrupted transfers left behind, kept until the piece is whole. */
export class PartialPieces {
  bits = new Float64Array(64);
  private readonly pairs = new PairTable();

  /** Bits that ended transfers of that piece brought to the peer. */
  of(peer: number, piece: number): number {
    const slot = this.pairs.find(peer, piece);
    return slot < 0 ? 0 : this.bits[slot]!;
  }

  add(peer: number, piece: number, bits: number): void {
    if (bits === 0) return;
    let slot = this.pairs.find(peer, piece);
    if (slot < 0) {
      slot = this.pairs.add(peer, piece);
      if (this.bits.length < this.pairs.capacity) this.bits = grown(this.bits, this.pairs.capacity);
      this.bits[slot] = 0;
    }
    this.bits[slot]! += bits;
  }

  /** The piece is whole. */
  remove(peer: number, piece: number): void {
    const slot = this.pairs.find(peer, piece);
    if (slot >= 0) this.pairs.remove(slot);
  }

  clear(): void {
    this.pairs.clear();
  }

  /** Calls with every partial piece, in no particular order. */
  forEach(take: (peer: number, piece: number, bits: number) => void): void {
    for (let slot = 0; slot < this.pairs.used; slot++)
      if (this.pairs.first[slot]! >= 0) take(this.pairs.first[slot]!, this.pairs.second[slot]!, this.bits[slot]!);
  }
}
