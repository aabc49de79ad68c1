import { createHash } from 'node:crypto';
import { dictionary, encodeBencode } from './bencode';
import { isPieceLength, isPlainName, MOST_METAINFO_BYTES, parseMetainfo, type Metainfo } from './metainfo';

export interface TorrentPlan {
  /** Name of the content file, without any folder. */
  readonly name: string;
  /** A power of two from 16 KiB to 16 MiB. */
  readonly pieceLengthBytes: number;
  readonly announceUrl: string;
}

/** A `.torrent` file, as bytes for other clients and as our own peers take it. */
export interface Torrent {
  readonly file: Uint8Array;
  readonly metainfo: Metainfo;
}

/**
 * Makes the `.torrent` file of a content that is read once, as a stream: a piece is never held as a whole.
 * The private flag is set: it keeps outside clients with the lab's own tracker (BEP 27).
 * @param content e.g. `createReadStream(path)`; at least one byte
 * @throws when the plan or the content is one that no client would take
 * Source: BEP 3.
 */
export async function createTorrent(plan: TorrentPlan, content: AsyncIterable<Uint8Array>): Promise<Torrent> {
  const { name, pieceLengthBytes, announceUrl } = plan;
  if (!isPieceLength(pieceLengthBytes)) throw new RangeError(`piece length ${pieceLengthBytes}: not a power of two from 16 KiB to 16 MiB`);
  if (!isPlainName(Buffer.from(name, 'utf8'))) throw new RangeError('the name of the content is not a plain file name');
  const { lengthBytes, pieces } = await hashPieces(content, pieceLengthBytes);
  if (lengthBytes === 0) throw new RangeError('the content is empty');
  const info = dictionary({ length: lengthBytes, name, 'piece length': pieceLengthBytes, pieces, private: 1 });
  const file = encodeBencode(dictionary({ announce: announceUrl, 'created by': 'Swarm Lab', info }));
  if (file.length > MOST_METAINFO_BYTES) throw new RangeError('the content has more pieces than a torrent can name: make them longer');
  const read = parseMetainfo(file);
  if (!read.ok) throw new Error(`the own torrent is refused: ${read.fault.code}`);
  return { file, metainfo: read.value };
}

async function hashPieces(content: AsyncIterable<Uint8Array>, pieceLengthBytes: number) {
  const hashes: Uint8Array[] = [];
  let hash = createHash('sha1');
  let inPiece = 0;
  let lengthBytes = 0;
  const endPiece = () => {
    hashes.push(hash.digest());
    hash = createHash('sha1');
    inPiece = 0;
  };
  for await (const bytes of content) {
    lengthBytes += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const take = Math.min(pieceLengthBytes - inPiece, bytes.length - at);
      hash.update(bytes.subarray(at, at + take));
      at += take;
      inPiece += take;
      if (inPiece === pieceLengthBytes) endPiece();
    }
  }
  if (inPiece > 0) endPiece();
  return { lengthBytes, pieces: Buffer.concat(hashes) };
}
