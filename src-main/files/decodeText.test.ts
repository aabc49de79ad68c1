import { expect, test } from 'vitest';
import { decodeText } from './decodeText';

const json = '{ "title": "피어 10대" }\r\n\t';
const utf8 = (text: string) => new TextEncoder().encode(text);
const found = (bytes: Uint8Array) => {
  const result = decodeText(bytes);
  return result.ok ? result.value : result.issues.map(({ code, found }) => `${code} ${found}`.trim()).join();
};

test('UTF-8 comes out as it is, a byte order mark left away', () => {
  expect(found(utf8(json))).toBe(json);
  expect(found(utf8(`\ufeff${json}`))).toBe(json);
});

test('UTF-16 and UTF-32 are named, with and without a mark', () => {
  const little = Buffer.from(json, 'utf16le');
  const big = Buffer.from(little).swap16();
  const wide = Buffer.concat([...json].map((character) => { const four = Buffer.alloc(4); four.writeUInt32LE(character.codePointAt(0) ?? 0); return four; }));
  expect(found(little)).toBe('fileEncoding UTF-16');
  expect(found(big)).toBe('fileEncoding UTF-16');
  expect(found(Buffer.concat([Buffer.from([0xff, 0xfe]), little]))).toBe('fileEncoding UTF-16');
  expect(found(Buffer.concat([Buffer.from([0xfe, 0xff]), big]))).toBe('fileEncoding UTF-16');
  expect(found(wide)).toBe('fileEncoding UTF-32');
  expect(found(Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), wide]))).toBe('fileEncoding UTF-32');
});

test('Korean of an old Windows editor is named', () => {
  expect(found(Buffer.from('7b2022c0ccb8a722207d', 'hex'))).toBe('fileEncoding EUC-KR');
});

test('pictures, zeros and control characters are binary', () => {
  expect(found(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))).toBe('fileBinary binary');
  expect(found(Buffer.from([0x7b, 0x80, 0x01, 0x7d]))).toBe('fileBinary binary');
  expect(found(utf8('{"a": 1}\0'))).toBe('fileBinary binary');
});

test('bytes of no encoding are refused, never replaced', () => {
  expect(found(Buffer.from([0x7b, 0xff, 0x7d]))).toBe('fileNotUtf8');
  // A surrogate that was written as UTF-8, and a character cut off at the end.
  expect(found(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]))).toMatch(/^file(Binary|Encoding|NotUtf8)/);
  expect(found(utf8('"피').subarray(0, 3))).toMatch(/^file(Binary|Encoding|NotUtf8)/);
});

test('an empty file is text: the parser says what is missing', () => {
  expect(found(new Uint8Array())).toBe('');
});
