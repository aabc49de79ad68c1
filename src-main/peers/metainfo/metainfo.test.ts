import parseTorrent from 'parse-torrent';
import { describe, expect, it } from 'vitest';
import { dictionary, encodeBencode, type BencodeValue } from './bencode';
import { createTorrent } from './createMetainfo';
import { blockBytes, blockCount, pieceBytes } from './geometry';
import { LEAST_PIECE_BYTES, MOST_METAINFO_BYTES, MOST_PIECE_BYTES, parseMetainfo, sha1 } from './metainfo';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const plan = { name: 'slides.bin', pieceLengthBytes: LEAST_PIECE_BYTES, announceUrl: 'http://127.0.0.1:6969/announce' };
const contentOf = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 9)) & 255);

/** A stream that comes in odd lumps: piece borders fall anywhere. */
async function* lumps(content: Uint8Array, lump: number) {
  for (let at = 0; at < content.length; at += lump) yield content.subarray(at, at + lump);
}

const goodInfo: Record<string, BencodeValue | string> = { length: 40_000, name: 'a.bin', 'piece length': 16_384, pieces: new Uint8Array(60), private: 1 };
/** What is wrong with a torrent whose `info` has these entries instead; null: nothing. */
function faultOf(changes: Record<string, BencodeValue | string>, without?: string) {
  const info = { ...goodInfo, ...changes };
  if (without) delete info[without];
  const read = parseMetainfo(encodeBencode(dictionary({ announce: plan.announceUrl, info: dictionary(info) })));
  return read.ok ? null : read.fault.code;
}

describe('a torrent', () => {
  it.each([1, 16_383, 16_384, 16_385, 100_000])('of %i bytes is what the second opinion reads', async (length) => {
    const content = contentOf(length);
    const { file, metainfo } = await createTorrent(plan, lumps(content, 1_000));
    const other = await parseTorrent(file);
    expect(other).toMatchObject({ infoHash: hex(metainfo.infoHash), name: 'slides.bin', length, pieceLength: 16_384, private: true, announce: [plan.announceUrl] });
    expect(other.pieces.join('')).toBe(hex(metainfo.pieceHashes));
    expect(other.lastPieceLength).toBe(pieceBytes(metainfo, metainfo.pieceCount - 1));
    expect(hex(metainfo.pieceHashes.subarray(0, 20))).toBe(hex(sha1(content.subarray(0, 16_384))));
    expect(metainfo).toMatchObject({ name: 'slides.bin', lengthBytes: length, isPrivate: true, announceUrl: plan.announceUrl });
  });

  it('is the same whatever the lumps its content came in', async () => {
    const content = contentOf(70_000);
    const one = await createTorrent(plan, lumps(content, 70_000));
    const other = await createTorrent(plan, lumps(content, 333));
    expect(one.file).toEqual(other.file);
  });

  it('has another name for its swarm when the private flag is not set', () => {
    const hashOf = (info: Record<string, BencodeValue | string>) => {
      const read = parseMetainfo(encodeBencode(dictionary({ info: dictionary(info) })));
      return read.ok && hex(read.value.infoHash);
    };
    expect(hashOf(goodInfo)).not.toBe(hashOf({ ...goodInfo, private: 0 }));
  });

  it('is hashed as its bytes stand, with fields nobody knows', () => {
    const info = encodeBencode(dictionary({ ...goodInfo, zebra: [1, 2] }));
    const file = Buffer.concat([Buffer.from('d4:info'), info, Buffer.from('e')]);
    const read = parseMetainfo(file);
    expect(read.ok && hex(read.value.infoHash)).toBe(hex(sha1(info)));
  });

  it('has pieces of a power of two from 16 KiB to 16 MiB', () => {
    expect(faultOf({ 'piece length': LEAST_PIECE_BYTES })).toBe(null);
    expect(faultOf({ 'piece length': MOST_PIECE_BYTES, pieces: new Uint8Array(20) })).toBe(null);
    for (const bad of [0, -16_384, 8_192, LEAST_PIECE_BYTES - 1, LEAST_PIECE_BYTES + 1, MOST_PIECE_BYTES * 2, 2 ** 40 + 16_384])
      expect(faultOf({ 'piece length': bad }), String(bad)).toBe('pieceLength');
  });

  it('has 20 bytes of hash for each piece, no more and no fewer', () => {
    expect(faultOf({ pieces: new Uint8Array(60) })).toBe(null);
    for (const bad of [0, 40, 59, 61, 80]) expect(faultOf({ pieces: new Uint8Array(bad) }), String(bad)).toBe('pieces');
    expect(faultOf({}, 'pieces')).toBe('pieces');
    expect(faultOf({ length: 3 * 16_384 })).toBe(null);
    expect(faultOf({ length: 3 * 16_384 + 1 })).toBe('pieces');
    expect(faultOf({ length: 2 ** 53 - 1 })).toBe('pieces');
  });

  it('has at least one byte', () => {
    expect(faultOf({ length: 1, pieces: new Uint8Array(20) })).toBe(null);
    for (const bad of [0, -1]) expect(faultOf({ length: bad, pieces: new Uint8Array(0) })).toBe('length');
    expect(faultOf({ length: '40000' })).toBe('length');
  });

  it('has a name that leads nowhere', () => {
    for (const good of ['a', '강의.bin', 'a b', '.hidden', 'x'.repeat(255)]) expect(faultOf({ name: good }), good).toBe(null);
    for (const bad of ['', '.', '..', '../a', 'a/b', 'a\\b', 'a\0b', 'x'.repeat(256)]) expect(faultOf({ name: bad }), bad).toBe('name');
    expect(faultOf({ name: Uint8Array.of(0xff, 0xfe) })).toBe('name');
    expect(faultOf({ name: 3 })).toBe('name');
  });

  it('shares one content: several files are refused, and so is a file without info', () => {
    expect(faultOf({ files: [] })).toBe('info');
    expect(faultOf({ private: 2 })).toBe('private');
    const read = parseMetainfo(encodeBencode(dictionary({ info: 1 })));
    expect(read.ok ? null : read.fault.code).toBe('info');
  });

  it('is at most 10 MiB long', () => {
    // Spaces out a good file with a field nobody reads.
    const torrentOf = (padding: number) => encodeBencode(dictionary({ info: dictionary(goodInfo), zz: new Uint8Array(padding) }));
    const bare = torrentOf(9_000_000).length - 9_000_000;
    const longest = torrentOf(MOST_METAINFO_BYTES - bare - 1);
    const fits = longest.length <= MOST_METAINFO_BYTES ? longest : torrentOf(MOST_METAINFO_BYTES - bare - 2);
    expect(MOST_METAINFO_BYTES - fits.length).toBeLessThan(2);
    expect(parseMetainfo(fits).ok).toBe(true);
    const over = parseMetainfo(torrentOf(MOST_METAINFO_BYTES));
    expect(over.ok ? null : over.fault.code).toBe('tooLong');
  });

  it('refuses an announce address that is no text or too long', () => {
    const code = (announce: BencodeValue) => {
      const read = parseMetainfo(encodeBencode(dictionary({ announce, info: dictionary(goodInfo) })));
      return read.ok ? null : read.fault.code;
    };
    expect(code(new Uint8Array(8_192).fill(97))).toBe(null);
    expect(code(new Uint8Array(8_193).fill(97))).toBe('announce');
    expect(code(7)).toBe('announce');
    expect(code(Uint8Array.of(0xff))).toBe('announce');
  });

  it('is not made of a plan or a content that no client would take', async () => {
    const content = () => lumps(contentOf(10), 10);
    await expect(createTorrent({ ...plan, pieceLengthBytes: 1000 }, content())).rejects.toThrow(RangeError);
    await expect(createTorrent({ ...plan, name: '../a' }, content())).rejects.toThrow(RangeError);
    await expect(createTorrent(plan, lumps(new Uint8Array(0), 1))).rejects.toThrow('empty');
  });

  it('has a last piece and a last block that are what is left', async () => {
    const { metainfo } = await createTorrent({ ...plan, pieceLengthBytes: 32_768 }, lumps(contentOf(100_000), 1_000));
    expect([0, 1, 2, 3].map((piece) => pieceBytes(metainfo, piece))).toEqual([32_768, 32_768, 32_768, 1_696]);
    expect([0, 3].map((piece) => blockCount(metainfo, piece))).toEqual([2, 1]);
    expect([blockBytes(metainfo, 0, 16_384), blockBytes(metainfo, 3, 0)]).toEqual([16_384, 1_696]);
  });
});
