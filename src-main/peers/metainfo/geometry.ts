/** BEP 3 lets any size be asked for, but says that implementations close above 16 KiB; all of them ask for this. */
export const BLOCK_BYTES = 16_384;

/** How content is cut: all pieces are of one length but the last, which is what is left. */
export interface Geometry {
  readonly lengthBytes: number;
  readonly pieceLengthBytes: number;
  readonly pieceCount: number;
}

/** @param lengthBytes of the content, >= 1 */
export function geometryOf(lengthBytes: number, pieceLengthBytes: number): Geometry {
  return { lengthBytes, pieceLengthBytes, pieceCount: Math.ceil(lengthBytes / pieceLengthBytes) };
}

/** Bytes of one piece; `piece` < `pieceCount`. */
export function pieceBytes({ lengthBytes, pieceLengthBytes }: Geometry, piece: number): number {
  return Math.min(pieceLengthBytes, lengthBytes - piece * pieceLengthBytes);
}

export function blockCount(geometry: Geometry, piece: number): number {
  return Math.ceil(pieceBytes(geometry, piece) / BLOCK_BYTES);
}

/** Bytes of the block that begins at `begin`, a multiple of 16 KiB inside the piece. */
export function blockBytes(geometry: Geometry, piece: number, begin: number): number {
  return Math.min(BLOCK_BYTES, pieceBytes(geometry, piece) - begin);
}
