import { bitfieldBytes } from './frameLimits';

/**
 * Pieces held, as they go over the wire: the high bit of byte 0 is piece 0, spare bits are 0 (BEP 3).
 * @param bits as the policies have them: the low bit of word 0 is piece 0
 */
export function encodeBitfield(bits: Uint32Array, pieceCount: number): Uint8Array {
  const bytes = new Uint8Array(bitfieldBytes(pieceCount));
  for (let piece = 0; piece < pieceCount; piece++) {
    if (bits[piece >>> 5]! & (1 << (piece & 31))) bytes[piece >>> 3]! |= 0x80 >>> (piece & 7);
  }
  return bytes;
}

/** The same pieces as the policies have them; `bytes` have passed the decoder. */
export function decodeBitfield(bytes: Uint8Array, pieceCount: number): Uint32Array {
  const bits = new Uint32Array(Math.ceil(pieceCount / 32));
  for (let piece = 0; piece < pieceCount; piece++) {
    if (bytes[piece >>> 3]! & (0x80 >>> (piece & 7))) bits[piece >>> 5]! |= 1 << (piece & 31);
  }
  return bits;
}

/** Whether a bit behind the last piece is set: such a bitfield is of another torrent, or a lie. */
export function hasSpareBit(bytes: Uint8Array, pieceCount: number): boolean {
  const used = pieceCount & 7;
  return used > 0 && (bytes[bytes.length - 1]! & (0xff >>> used)) !== 0;
}
