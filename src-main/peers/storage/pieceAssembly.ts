import { BLOCK_BYTES, blockBytes, blockCount, pieceBytes, type Geometry } from '../metainfo/geometry';

/** A piece that is being put together from blocks. */
export interface PieceAssembly {
  readonly bytes: Uint8Array;
  /** Who sent it blocks: they are to blame when it turns out wrong. */
  readonly senders: ReadonlySet<number>;
  readonly isWhole: boolean;
  /** Bytes of it that are there. */
  readonly heldBytes: number;
  isMissing(begin: number): boolean;
  /** Offset of the first block from `begin` on that is missing, or -1. */
  firstMissing(begin: number): number;
  /** Copies a block in. `false`, and nothing happens: not a block of this piece, or one that is there. */
  put(begin: number, data: Uint8Array, sender: number): boolean;
}

export function assemblePiece(geometry: Geometry, piece: number): PieceAssembly {
  // Not cleared first: it is nobody's before each of its blocks has come.
  const bytes = Buffer.allocUnsafeSlow(pieceBytes(geometry, piece));
  const has = new Uint8Array(blockCount(geometry, piece));
  const senders = new Set<number>();
  let missing = has.length;
  let heldBytes = 0;
  const isMissing = (begin: number) => begin % BLOCK_BYTES === 0 && has[begin / BLOCK_BYTES] === 0;
  return {
    bytes,
    senders,
    get isWhole() {
      return missing === 0;
    },
    get heldBytes() {
      return heldBytes;
    },
    isMissing,
    firstMissing(begin) {
      const block = has.indexOf(0, Math.ceil(begin / BLOCK_BYTES));
      return block < 0 ? -1 : block * BLOCK_BYTES;
    },
    put(begin, data, sender) {
      if (!isMissing(begin) || data.length !== blockBytes(geometry, piece, begin)) return false;
      bytes.set(data, begin);
      has[begin / BLOCK_BYTES] = 1;
      senders.add(sender);
      missing--;
      heldBytes += data.length;
      return true;
    },
  };
}
