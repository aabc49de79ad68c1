import { BLOCK_BYTES } from '../metainfo/geometry';
import { FAST_IDS, MessageId } from './message';

/** Bytes of a frame's length prefix. */
export const PREFIX_BYTES = 4;
/** Of a `piece` message, id, index and begin: what stands before the data. */
export const PIECE_HEAD_BYTES = 9;
export const MOST_EXTENDED_BYTES = 16 * 1024;

/** What lengths (id included) a message may have; both ends are allowed. */
export interface FrameLimit {
  readonly least: number;
  readonly most: number;
}

const exactly = (length: number): FrameLimit => ({ least: length, most: length });

/** Bytes of a bitfield of so many pieces. */
export function bitfieldBytes(pieceCount: number): number {
  return Math.ceil(pieceCount / 8);
}

/** The longest frame that any id allows: so much a decoder may have to hold. */
export function longestFrame(pieceCount: number): number {
  return Math.max(PIECE_HEAD_BYTES + BLOCK_BYTES, MOST_EXTENDED_BYTES, 1 + bitfieldBytes(pieceCount));
}

/**
 * The length that BEP 3 gives each message, known before a byte of it is held.
 * @returns a table by id; null: an id nobody agreed on
 */
export function frameLimits(pieceCount: number): readonly (FrameLimit | null)[] {
  const limits = new Array<FrameLimit | null>(256).fill(null);
  for (const id of [MessageId.choke, MessageId.unchoke, MessageId.interested, MessageId.notInterested]) limits[id] = exactly(1);
  limits[MessageId.have] = exactly(5);
  limits[MessageId.bitfield] = exactly(1 + bitfieldBytes(pieceCount));
  limits[MessageId.request] = exactly(13);
  limits[MessageId.cancel] = exactly(13);
  limits[MessageId.piece] = { least: PIECE_HEAD_BYTES + 1, most: PIECE_HEAD_BYTES + BLOCK_BYTES };
  limits[MessageId.port] = exactly(3);
  limits[MessageId.extended] = { least: 2, most: MOST_EXTENDED_BYTES };
  return limits;
}

export function isFastId(id: number): boolean {
  return id >= FAST_IDS.first && id <= FAST_IDS.last;
}
