import { describe, expect, it } from 'vitest';
import { geometryOf } from '../metainfo/geometry';
import { createWireDecoder } from './decoder';
import { encodeMessage, type SentMessage } from './encode';
import { longestFrame, PREFIX_BYTES } from './frameLimits';
import { encodeHandshake, HANDSHAKE_BYTES } from './handshake';
import { geometry, hear, lumpsOf, them, us } from './wire.testKit';

const hello = encodeHandshake(them);
const data = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 31) & 255);
const talk: readonly SentMessage[] = [
  { kind: 'bitfield', bytes: Uint8Array.of(0xff, 0x0f, 0x50) },
  { kind: 'keepAlive' },
  { kind: 'interested' },
  { kind: 'unchoke' },
  { kind: 'request', piece: 3, begin: 16_384, lengthBytes: 16_384 },
  { kind: 'piece', piece: 0, begin: 16_384, data: data(16_384) },
  { kind: 'have', piece: 19 },
  { kind: 'cancel', piece: 19, begin: 0, lengthBytes: 10_000 },
  { kind: 'piece', piece: 19, begin: 9_999, data: data(1) },
  { kind: 'choke' },
  { kind: 'notInterested' },
];
const joined = (messages: readonly SentMessage[]) => Buffer.concat([hello, ...messages.map(encodeMessage)]);

/** A frame with this length prefix, id and payload, right or wrong. */
function frame(length: number, id: number, ...words: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(5 + words.length * 4);
  bytes.writeUInt32BE(length, 0);
  bytes.writeUInt8(id, 4);
  words.forEach((word, k) => bytes.writeUInt32BE(word, 5 + k * 4));
  return bytes;
}
/** Code of the fault that these bytes end in, behind a good handshake; null: none. The same byte by byte. */
function faultOf(...bytes: readonly Uint8Array[]) {
  const all = Buffer.concat([hello, ...bytes]);
  const code = hear([all]).fault?.code ?? null;
  expect(hear(lumpsOf(all, 1)).fault?.code ?? null).toBe(code);
  return code;
}

describe('what comes over a socket', () => {
  it.each([[1], [2], [3, 70], [67, 1, 4, 1], [1_000], [16_397], [65_536], [1_000_000]])('is read the same in lumps of %i …', (...sizes) => {
    const heard = hear(lumpsOf(joined(talk), ...sizes));
    expect(heard.fault).toBe(null);
    expect(heard.peerIds.map((id) => Buffer.from(id).toString())).toEqual([Buffer.from(them.peerId).toString()]);
    expect(heard.messages).toEqual(talk.map((message) => ('bytes' in message ? { ...message, bytes: Uint8Array.from(message.bytes) } : message)));
  });

  it('is read the same when it is cut in two anywhere', () => {
    const all = joined(talk.slice(0, 5));
    for (let cut = 1; cut < all.length; cut++) {
      const heard = hear([all.subarray(0, cut), all.subarray(cut)]);
      expect([heard.fault, heard.messages.length]).toEqual([null, 5]);
    }
  });

  it('is never held longer than one frame', () => {
    for (const size of [1, 100, 16_396, 40_000]) {
      expect(hear(lumpsOf(joined(talk), size)).mostHeldBytes).toBeLessThan(PREFIX_BYTES + longestFrame(geometry.pieceCount));
    }
  });

  it('stops where its receiver says so', () => {
    let messages = 0;
    const decoder = createWireDecoder(geometry, us, { handshake: () => true, message: () => ++messages < 3 });
    expect(decoder.push(joined(talk))).toBe(null);
    expect(decoder.push(encodeMessage({ kind: 'choke' }))).toBe(null);
    expect([messages, decoder.heldBytes]).toEqual([3, 0]);
    let isGreeted = false;
    const refusing = createWireDecoder(geometry, us, { handshake: () => ((isGreeted = true), false), message: () => expect.unreachable() });
    refusing.push(joined(talk));
    expect(isGreeted).toBe(true);
  });

  it('gives a peer id that stays', () => {
    const { peerIds } = hear(lumpsOf(joined(talk), 200));
    expect(Buffer.from(peerIds[0]!)).toEqual(Buffer.from(them.peerId));
  });
});

describe('a handshake', () => {
  it('is refused at its first wrong byte', () => {
    for (let at = 0; at < HANDSHAKE_BYTES; at++) {
      const wrong = Buffer.from(hello);
      wrong[at]! ^= 0xff;
      const expected = at < 20 ? 'protocol' : at < 28 ? undefined : at < 48 ? 'infoHash' : undefined;
      const upToIt = hear([wrong.subarray(0, at + 1)]);
      expect(upToIt.fault?.code, `byte ${at}`).toBe(expected);
      expect(hear([wrong.subarray(0, at)]).fault).toBe(null);
    }
  });

  it('is refused when it is our own', () => {
    expect(hear([encodeHandshake(us)]).fault?.code).toBe('ownPeerId');
    expect(hear([encodeHandshake(us).subarray(0, HANDSHAKE_BYTES - 1)]).fault).toBe(null);
  });

  it('is passed with any reserved bits', () => {
    const bits = Buffer.from(hello);
    bits.fill(0xff, 20, 28);
    expect(hear([bits])).toMatchObject({ fault: null, mostHeldBytes: 0 });
    expect(hear([bits]).peerIds).toHaveLength(1);
  });
});

describe('a message is refused', () => {
  it.each([0, 1, 2, 3])('when id %i has a payload', (id) => {
    expect(faultOf(frame(1, id))).toBe(null);
    expect(faultOf(frame(2, id))).toBe('frameLength');
  });

  it('when its length is not that of its id', () => {
    for (const [id, exact] of [[4, 5], [6, 13], [8, 13], [9, 3], [5, 4]] as const) {
      expect(faultOf(frame(exact - 1, id)), `id ${id}`).toBe('frameLength');
      expect(faultOf(frame(exact + 1, id)), `id ${id}`).toBe('frameLength');
      expect(hear([hello, frame(exact, id).subarray(0, 5)]).fault).toBe(null);
    }
  });

  it('when a block is empty or above 16 KiB', () => {
    for (const [length, code] of [[9, 'frameLength'], [10, null], [9 + 16_384, null], [9 + 16_385, 'frameLength']] as const)
      expect(hear([hello, frame(length, 7)]).fault?.code ?? null).toBe(code);
    for (const [length, code] of [[1, 'frameLength'], [2, null], [16_384, null], [16_385, 'frameLength']] as const)
      expect(hear([hello, frame(length, 20)]).fault?.code ?? null).toBe(code);
  });

  it('before a byte of it is held, however long it says it is', () => {
    for (const length of [0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 1_048_576]) {
      const heard = hear(lumpsOf(Buffer.concat([hello, frame(length, 7).subarray(0, 4)]), 1));
      expect(heard.fault).toEqual({ code: 'frameLength', detail: length });
    }
    const { fault, mostHeldBytes } = hear(lumpsOf(Buffer.concat([hello, frame(0xffff_ffff, 5), data(100_000)]), 7));
    expect(fault?.code).toBe('frameLength');
    expect(mostHeldBytes).toBeLessThan(HANDSHAKE_BYTES);
  });

  it('when its id is of an extension nobody agreed on', () => {
    for (const id of [13, 14, 15, 16, 17]) expect(faultOf(frame(1, id))).toBe('fastExtension');
    for (const id of [10, 11, 12, 18, 19, 21, 255]) expect(faultOf(frame(1, id))).toBe('unknownId');
  });

  it('when it has a piece that is not there', () => {
    expect(faultOf(frame(5, 4, 19))).toBe(null);
    for (const piece of [20, 0x8000_0000, 0xffff_ffff]) expect(faultOf(frame(5, 4, piece))).toBe('pieceIndex');
    expect(faultOf(frame(13, 6, 20, 0, 1))).toBe('pieceIndex');
    expect(faultOf(frame(10, 7, 20, 0), Uint8Array.of(1))).toBe('pieceIndex');
  });

  it.each([6, 8])('when its block lies outside of its piece (id %i)', (id) => {
    for (const [piece, begin, length, code] of [
      [0, 0, 16_384, null], [0, 16_384, 16_384, null], [0, 32_767, 1, null], [19, 0, 10_000, null], [19, 9_999, 1, null],
      [0, 0, 0, 'blockRange'], [0, 0, 16_385, 'blockRange'], [0, 16_385, 16_384, 'blockRange'], [0, 32_768, 1, 'blockRange'], [19, 1, 10_000, 'blockRange'],
      [0, 0x8000_0000, 1, 'blockRange'], [0, 0xffff_ffff, 1, 'blockRange'], [0, 0xffff_c001, 16_384, 'blockRange'], [0, 0, 0xffff_ffff, 'blockRange'],
    ] as const) expect(faultOf(frame(13, id, piece, begin, length)), `${piece} ${begin} ${length}`).toBe(code);
  });

  it('when the data of a block go beyond its piece', () => {
    expect(faultOf(encodeMessage({ kind: 'piece', piece: 19, begin: 0, data: data(10_000) }))).toBe(null);
    expect(faultOf(encodeMessage({ kind: 'piece', piece: 19, begin: 1, data: data(10_000) }))).toBe('blockRange');
    expect(faultOf(encodeMessage({ kind: 'piece', piece: 0, begin: 0x8000_0000, data: data(1) }))).toBe('blockRange');
  });

  it('when it is a bitfield of another size, or with a spare bit', () => {
    const bitfield = (...bytes: number[]) => encodeMessage({ kind: 'bitfield', bytes: Uint8Array.from(bytes) });
    expect(faultOf(bitfield(0xff, 0xff, 0xf0))).toBe(null);
    expect(faultOf(bitfield(0, 0, 0))).toBe(null);
    for (const spare of [0x08, 0x04, 0x02, 0x01]) expect(faultOf(bitfield(0, 0, spare))).toBe('spareBit');
    expect(faultOf(bitfield(0, 0))).toBe('frameLength');
    expect(faultOf(bitfield(0, 0, 0, 0))).toBe('frameLength');
  });

  it('but not when it is one of an extension that may be passed over', () => {
    const port = Buffer.concat([frame(3, 9), Uint8Array.of(0x1a, 0xe1)]);
    const extended = Buffer.concat([frame(102, 20), data(101)]);
    const { fault, messages } = hear([hello, port, extended, frame(1, 0)]);
    expect([fault, ...messages.map(({ kind }) => kind)]).toEqual([null, 'port', 'extended', 'choke']);
  });

  it('and everything behind it is dropped', () => {
    const decoder = createWireDecoder(geometry, us, { handshake: () => true, message: () => expect.unreachable() });
    decoder.push(hello);
    const fault = decoder.push(Buffer.concat([frame(1, 99), frame(1, 0)]));
    expect(fault?.code).toBe('unknownId');
    expect([decoder.push(frame(1, 0)), decoder.heldBytes]).toEqual([fault, 0]);
  });
});

describe('a swarm of as many pieces as a torrent can name', () => {
  it('has a bitfield longer than a block, and it is read', () => {
    const cut = geometryOf(500_001 * 16_384, 16_384);
    const bytes = new Uint8Array(62_501).fill(0x55);
    bytes[62_500] = 0x80;
    const heard = hear(lumpsOf(Buffer.concat([hello, encodeMessage({ kind: 'bitfield', bytes }), encodeMessage({ kind: 'have', piece: 500_000 })]), 10_000), cut);
    expect(heard.fault).toBe(null);
    expect(heard.messages).toEqual([{ kind: 'bitfield', bytes }, { kind: 'have', piece: 500_000 }]);
    // A block may still be no longer than a block.
    expect(hear([hello, frame(9 + 16_385, 7)], cut).fault?.code).toBe('frameLength');
  });
});
