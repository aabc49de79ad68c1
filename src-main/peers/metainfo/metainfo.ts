import { createHash } from 'node:crypto';
import { utf8Text } from '../byteText';
import { parsed, refused, type Parsed } from '../parsed';
import { entry, isDictionary, type BencodeDictionary } from './bencode';
import { decodeBencode, type BencodeFaultCode } from './decodeBencode';
import { geometryOf, type Geometry } from './geometry';

export const MOST_METAINFO_BYTES = 10 * 1024 * 1024;
export const LEAST_PIECE_BYTES = 16 * 1024;
export const MOST_PIECE_BYTES = 16 * 1024 * 1024;
export const SHA1_BYTES = 20;
/** What file systems take for one name. */
const MOST_NAME_BYTES = 255;
const MOST_URL_BYTES = 8 * 1024;

/** A `.torrent` file of one content file, checked. */
export interface Metainfo extends Geometry {
  /** SHA-1 of the raw bytes of `info`: the swarm's name. */
  readonly infoHash: Uint8Array;
  readonly name: string;
  /** 20 bytes of SHA-1 for each piece, in order. */
  readonly pieceHashes: Uint8Array;
  /** BEP 27: clients ask the tracker for peers, and nobody else. */
  readonly isPrivate: boolean;
  readonly announceUrl: string | null;
}

export type MetainfoFaultCode = BencodeFaultCode | 'info' | 'name' | 'length' | 'pieceLength' | 'pieces' | 'private' | 'announce';

/**
 * Reads a `.torrent` file of a stranger. Own fields besides those of BEP 3 and 27 are passed over; files of several
 * contents (`files`) are refused, as the lab shares one.
 * @returns the metainfo, or the first thing that is wrong with it; never throws
 * Source: BEP 3, BEP 27.
 */
export function parseMetainfo(bytes: Uint8Array): Parsed<Metainfo, MetainfoFaultCode> {
  const decoded = decodeBencode(bytes, MOST_METAINFO_BYTES);
  if (!decoded.ok) return decoded;
  const { value: file, rawOf } = decoded.value;
  const info = file.get('info');
  const rawInfo = rawOf.get('info');
  if (!isDictionary(info) || !rawInfo || info.has('files')) return refused('info', 0);
  const name = readName(info);
  if (name === null) return refused('name', entry.byteText(info, 'name') ?? '');
  const cut = readGeometry(info);
  if (!cut.ok) return cut;
  const pieceHashes = entry.bytes(info, 'pieces');
  if (pieceHashes?.length !== cut.value.pieceCount * SHA1_BYTES) return refused('pieces', pieceHashes?.length ?? 0);
  const privateFlag = info.get('private') ?? 0;
  if (privateFlag !== 0 && privateFlag !== 1) return refused('private', 0);
  const announce = file.get('announce');
  const announceUrl = announce instanceof Uint8Array && announce.length <= MOST_URL_BYTES ? utf8Text(announce) : null;
  if (announce !== undefined && announceUrl === null) return refused('announce', 0);
  return parsed({ ...cut.value, infoHash: sha1(rawInfo), name, pieceHashes, isPrivate: privateFlag === 1, announceUrl });
}

export function sha1(bytes: Uint8Array): Uint8Array {
  return createHash('sha1').update(bytes).digest();
}

/** A name that is only a name; null else. (The lab stores content under names of its own all the same.) */
function readName(info: BencodeDictionary): string | null {
  const bytes = entry.bytes(info, 'name');
  return bytes && isPlainName(bytes) ? utf8Text(bytes) : null;
}

/** Whether these bytes of UTF-8 name a file and nothing else: no way up, no separator, no NUL, at most 255 bytes. */
export function isPlainName(bytes: Uint8Array): boolean {
  const name = utf8Text(bytes);
  return name !== null && bytes.length > 0 && bytes.length <= MOST_NAME_BYTES && name !== '.' && !/\.\.|[/\\\0]/.test(name);
}

function readGeometry(info: BencodeDictionary): Parsed<Geometry, 'length' | 'pieceLength'> {
  const lengthBytes = entry.integer(info, 'length');
  const pieceLengthBytes = entry.integer(info, 'piece length');
  if (lengthBytes === null || lengthBytes < 1) return refused('length', lengthBytes ?? '');
  if (pieceLengthBytes === null || !isPieceLength(pieceLengthBytes)) return refused('pieceLength', pieceLengthBytes ?? '');
  return parsed(geometryOf(lengthBytes, pieceLengthBytes));
}

/** A power of two from 16 KiB to 16 MiB. */
export function isPieceLength(bytes: number): boolean {
  // Both ends fit into 32 bits, so that the bit trick holds where it is asked.
  return bytes >= LEAST_PIECE_BYTES && bytes <= MOST_PIECE_BYTES && (bytes & (bytes - 1)) === 0;
}
