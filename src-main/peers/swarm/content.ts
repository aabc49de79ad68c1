import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createTorrent, type Torrent } from '../metainfo/createMetainfo';
import type { RealPlan } from './plan';

const CHUNK_BYTES = 1024 * 1024;

/**
 * Makes a content of that many bytes that no file system and no client can shorten: pseudo-random, the same for the same seed.
 * @throws system errors
 */
export async function makeContent(file: string, lengthBytes: number, randomSeed: number): Promise<void> {
  const words = new Uint32Array(CHUNK_BYTES / 4);
  // Xorshift (Marsaglia 2003): good enough for bytes that only have to differ from each other.
  let state = (randomSeed ^ 0x9e3779b9) >>> 0 || 1;
  const handle = await open(file, 'wx', 0o600);
  try {
    for (let at = 0; at < lengthBytes; at += CHUNK_BYTES) {
      for (let word = 0; word < words.length; word++) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        words[word] = state;
      }
      await handle.writeFile(new Uint8Array(words.buffer, 0, Math.min(CHUNK_BYTES, lengthBytes - at)));
    }
  } finally {
    await handle.close();
  }
}

export function torrentOf(file: string, name: string, announceUrl: string, { pieceLengthBytes }: RealPlan): Promise<Torrent> {
  return createTorrent({ name, pieceLengthBytes, announceUrl }, createReadStream(file, { highWaterMark: CHUNK_BYTES }));
}
