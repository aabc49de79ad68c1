import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64';

test('bytes become what every other writer of base64 makes of them, and come back', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
    const text = encodeBase64(bytes);
    expect(text).toBe(Buffer.from(bytes).toString('base64'));
    expect(decodeBase64(text)).toEqual(bytes);
  }));
});

test('a text of many parts comes back', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at * 7);
  expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
});

test.each(['A', 'AAA', 'AA=A', '====', 'AB==', 'AAB=', 'A A=', 'AAAé', 'AA-_', 'AAAA\n'])('%j is refused: no two texts stand for the same bytes', (text) => {
  expect(() => decodeBase64(text)).toThrow(RangeError);
});
