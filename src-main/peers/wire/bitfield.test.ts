import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBitfield, encodeBitfield, hasSpareBit } from './bitfield';

describe('a bitfield', () => {
  it('has piece 0 in the high bit of its first byte', () => {
    expect([...encodeBitfield(Uint32Array.of(0b1_0000_0001), 9)]).toEqual([0x80, 0x80]);
    expect([...decodeBitfield(Uint8Array.of(0x80, 0x80), 9)]).toEqual([0b1_0000_0001]);
  });

  it('comes back as it was, without a spare bit', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 200 }), (held) => {
        const bits = new Uint32Array(Math.ceil(held.length / 32));
        held.forEach((has, piece) => has && (bits[piece >>> 5]! |= 1 << (piece & 31)));
        const bytes = encodeBitfield(bits, held.length);
        expect(bytes).toHaveLength(Math.ceil(held.length / 8));
        expect(hasSpareBit(bytes, held.length)).toBe(false);
        expect(decodeBitfield(bytes, held.length)).toEqual(bits);
      }),
    );
  });

  it('has no spare bit where its pieces fill it', () => {
    expect(hasSpareBit(Uint8Array.of(0xff), 8)).toBe(false);
    expect(hasSpareBit(Uint8Array.of(0xff), 7)).toBe(true);
    expect(hasSpareBit(Uint8Array.of(0xfe), 7)).toBe(false);
  });
});
