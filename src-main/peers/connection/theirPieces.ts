import { decodeBitfield } from '../wire/bitfield';

/** What a neighbour says that it holds. */
export interface TheirPieces {
  note(piece: number): void;
  /**
   * Takes a bitfield down. BEP 3 knows it as the first message only, but aria2 sends one where many `have` would be
   * longer. So a later one may add pieces; it may not take any back, nor say nothing new (of such there is no end).
   * @returns the pieces that are new, or null: it says nothing new, or takes something back
   */
  addAll(bytes: Uint8Array): readonly number[] | null;
}

export function createTheirPieces(pieceCount: number): TheirPieces {
  const bits = new Uint32Array(Math.ceil(pieceCount / 32));
  return {
    note(piece) {
      bits[piece >>> 5]! |= 1 << (piece & 31);
    },
    addAll(bytes) {
      const said = decodeBitfield(bytes, pieceCount);
      const takesBack = bits.some((word, at) => (word & ~said[at]!) !== 0);
      const news = Array.from({ length: pieceCount }, (_, piece) => piece).filter((piece) => isSet(said, piece) && !isSet(bits, piece));
      bits.set(said);
      return takesBack || news.length === 0 ? null : news;
    },
  };
}

function isSet(bits: Uint32Array, piece: number): boolean {
  return (bits[piece >>> 5]! & (1 << (piece & 31))) !== 0;
}
