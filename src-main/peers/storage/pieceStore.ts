import { wordsFor } from '@core/base/index';
import { readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { sameBytes } from '../byteText';
import { pieceBytes } from '../metainfo/geometry';
import { SHA1_BYTES, sha1, type Metainfo } from '../metainfo/metainfo';

/** What one peer holds of the content, on disk. */
export interface PieceStore {
  /** A bit a piece, as the policies have them: the low bit of word 0 is piece 0. */
  readonly held: Uint32Array;
  readonly heldCount: number;
  has(piece: number): boolean;
  /**
   * Checks a whole piece against its SHA-1, and writes it when it is right. Nothing unchecked is ever written.
   * @returns whether it was right; the piece is held only once it is on disk
   * @throws system errors such as `ENOSPC`
   */
  keep(piece: number, bytes: Uint8Array): Promise<boolean>;
  /**
   * Fills `into` with bytes of a piece that is held, at once: a block lies in the system's cache as a rule, and on a busy machine a trip to another
   * thread takes longer than its turn on the link.
   * @throws system errors, and when the file was cut by somebody else
   */
  read(piece: number, begin: number, into: Uint8Array): void;
  /** Waits for what is being written, and closes the file. */
  close(): Promise<void>;
}

/** `resume`: own file, made when it is not there. `readOnly`: the content a seed begins with, which stays untouched. */
export type StoreAccess = 'resume' | 'readOnly';

/**
 * Opens what is on disk and checks every piece of it: a peer that was killed goes on with the pieces it had.
 * @param file path of a file of our own naming
 * @throws system errors
 */
export async function openPieceStore(file: string, metainfo: Metainfo, access: StoreAccess): Promise<PieceStore> {
  const handle = access === 'readOnly' ? await open(file, 'r') : await openOrMake(file);
  const { pieceCount, pieceLengthBytes, pieceHashes } = metainfo;
  const held = new Uint32Array(wordsFor(pieceCount));
  let heldCount = 0;
  const running = new Set<Promise<unknown>>();

  const has = (piece: number) => (held[piece >>> 5]! & (1 << (piece & 31))) !== 0;
  const isRight = (piece: number, bytes: Uint8Array) =>
    bytes.length === pieceBytes(metainfo, piece) && sameBytes(sha1(bytes), pieceHashes.subarray(piece * SHA1_BYTES, (piece + 1) * SHA1_BYTES));

  function mark(piece: number): void {
    if (has(piece)) return;
    held[piece >>> 5]! |= 1 << (piece & 31);
    heldCount++;
  }

  async function checkDisk(): Promise<void> {
    const { size } = await handle.stat();
    const buffer = new Uint8Array(pieceLengthBytes);
    for (let piece = 0; piece < pieceCount && piece * pieceLengthBytes < size; piece++) {
      const bytes = buffer.subarray(0, pieceBytes(metainfo, piece));
      const isThere = await readWhole(handle, bytes, piece * pieceLengthBytes);
      if (isThere && isRight(piece, bytes)) mark(piece);
    }
  }

  async function tracked<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    try {
      return await work;
    } finally {
      running.delete(work);
    }
  }

  try {
    await checkDisk();
  } catch (error) {
    await handle.close();
    throw error;
  }

  return {
    held,
    get heldCount() {
      return heldCount;
    },
    has,
    async keep(piece, bytes) {
      if (!isRight(piece, bytes)) return false;
      if (!has(piece)) await tracked(writeWhole(handle, bytes, piece * pieceLengthBytes));
      mark(piece);
      return true;
    },
    read(piece, begin, into) {
      if (!has(piece)) throw new Error(`piece ${piece} is not held`);
      const bytesRead = readSync(handle.fd, into, 0, into.length, piece * pieceLengthBytes + begin);
      if (bytesRead < into.length) throw new Error(`piece ${piece} has gone from the disk`);
    },
    async close() {
      await Promise.allSettled(running);
      await handle.close();
    },
  };
}

async function openOrMake(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return open(file, 'wx+', 0o600);
  }
}

/** Fills `bytes`; `false` when the file ends before that. */
async function readWhole(handle: FileHandle, bytes: Uint8Array, position: number): Promise<boolean> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, position + at);
    if (bytesRead === 0) return false;
    at += bytesRead;
  }
  return true;
}

/** One `write` may write less than it was given. */
async function writeWhole(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
}
