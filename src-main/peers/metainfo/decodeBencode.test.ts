import bencode from 'bencode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionary, encodeBencode, type BencodeValue } from './bencode';
import { decodeBencode, MOST_DEPTH, MOST_VALUES } from './decodeBencode';

const MOST = 1_000_000;
const bytes = (text: string) => Buffer.from(text, 'latin1');
/** What is wrong with a dictionary whose only value is this text. */
const faultOf = (value: string) => {
  const read = decodeBencode(bytes(`d1:k${value}e`), MOST);
  return read.ok ? null : read.fault.code;
};

describe('bencoding', () => {
  it('takes whole numbers in their one form, within 2^53', () => {
    for (const good of ['i0e', 'i1e', 'i-1e', 'i10e', 'i9007199254740991e', 'i-9007199254740991e']) expect(faultOf(good), good).toBe(null);
    for (const bad of ['ie', 'i-e', 'i-0e', 'i00e', 'i01e', 'i-01e', 'i+1e', 'i1.5e', 'i1', 'i 1e', 'i9007199254740992e', 'i99999999999999999999e'])
      expect(faultOf(bad), bad).toMatch(/integer|cutOff/);
  });

  it('takes no string that is longer than what is left', () => {
    expect(decodeBencode(bytes('d1:k3:abce'), MOST).ok).toBe(true);
    expect(faultOf('5:abc')).toBe('cutOff');
    for (const bad of ['9007199254740991:', '99999999999999999999:', '03:abc', '-1:a', '3abc']) expect(faultOf(bad), bad).not.toBe(null);
  });

  it('goes as deep as the limit and no deeper', () => {
    // The dictionary itself is the first level.
    const nested = (depth: number) => 'l'.repeat(depth - 1) + 'e'.repeat(depth - 1);
    expect(faultOf(nested(MOST_DEPTH))).toBe(null);
    expect(faultOf(nested(MOST_DEPTH + 1))).toBe('tooDeep');
    expect(faultOf('l'.repeat(100_000))).toBe('tooDeep');
  });

  it('takes as many values as the limit and not one more', () => {
    // The dictionary and the list are two of them.
    expect(faultOf(`l${'le'.repeat(MOST_VALUES - 2)}e`)).toBe(null);
    expect(faultOf(`l${'le'.repeat(MOST_VALUES - 1)}e`)).toBe('tooManyValues');
  });

  it('takes as many bytes as it is told and not one more', () => {
    expect(decodeBencode(bytes('de'), 2).ok).toBe(true);
    expect(decodeBencode(bytes('de'), 1)).toEqual({ ok: false, fault: { code: 'tooLong', detail: 2 } });
  });

  it('takes keys once, sorted as bytes, and nothing after the end', () => {
    const code = (text: string) => {
      const read = decodeBencode(bytes(text), MOST);
      return read.ok ? null : read.fault.code;
    };
    expect(code('d1:ai1e1:bi2ee')).toBe(null);
    expect(code('d1:ai1e2:aai2ee')).toBe(null);
    expect(code('d1:bi1e1:ai2ee')).toBe('keyOrder');
    expect(code('d1:ai1e1:ai2ee')).toBe('keyOrder');
    expect(code('d1:\xffi1e1:ai2ee')).toBe('keyOrder');
    expect(code('d1:ade')).toBe('cutOff');
    expect(code('di1ei2ee')).toBe('notBencode');
    expect(code('d1:ai1eex')).toBe('trailing');
    expect(code('le')).toBe('notADictionary');
    expect(code('')).toBe('cutOff');
  });

  it('knows no prototypes', () => {
    const read = decodeBencode(bytes('d9:__proto__i1ee'), MOST);
    expect(read.ok && read.value.value.get('__proto__')).toBe(1);
    expect(({} as Record<string, unknown>)['1']).toBe(undefined);
  });

  const key = fc.uint8Array({ maxLength: 4 }).map((raw) => Buffer.from(raw).toString('latin1'));
  const { value } = fc.letrec<{ value: BencodeValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.maxSafeInteger().map((n) => n + 0),
      fc.uint8Array({ maxLength: 20 }).map((raw) => Buffer.from(raw)),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }).map((entries) => new Map(Object.entries(entries))),
    ),
  }));

  it('gives back what it was given, and the second opinion reads the same', () => {
    fc.assert(
      fc.property(value, (given) => {
        const encoded = encodeBencode(dictionary({ k: given }));
        const read = decodeBencode(encoded, MOST);
        if (!read.ok) throw new Error(`refused: ${read.fault.code} at ${read.fault.detail}`);
        expect(encodeBencode(read.value.value)).toEqual(encoded);
        expect(read.value.rawOf.get('k')).toEqual(encodeBencode(given));
        // The other library sorts keys as texts of UTF-16 and decodes them as UTF-8: compare where both mean the same.
        const other = bencode.decode(encoded) as Record<string, unknown>;
        if (typeof given === 'number') expect(other.k).toBe(given);
        if (given instanceof Uint8Array) expect(Buffer.from(other.k as Uint8Array)).toEqual(given);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same encoding as the second opinion’s', () => {
    const given = dictionary({ b: -3, a: 'piece', c: [1, Buffer.from('x'), dictionary({ z: 0, y: 'é' })] });
    expect(Buffer.from(encodeBencode(given))).toEqual(Buffer.from(bencode.encode({ b: -3, a: 'piece', c: [1, 'x', { z: 0, y: 'é' }] })));
  });

  it('refuses every cut of a good file, and throws at no random bytes', () => {
    const good = encodeBencode(dictionary({ announce: 'http://127.0.0.1:1/announce', info: dictionary({ length: 1, list: [[], -5] }) }));
    for (let cut = 0; cut < good.length; cut++) expect(decodeBencode(good.subarray(0, cut), MOST).ok).toBe(false);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (random) => !decodeBencode(random, MOST).ok || random.length > 1));
  });

  it('writes whole numbers only', () => {
    expect(() => encodeBencode(1.5)).toThrow();
    expect(() => encodeBencode(2 ** 53)).toThrow();
    expect(() => encodeBencode(new Map([['☃', 1]]))).toThrow();
  });
});
