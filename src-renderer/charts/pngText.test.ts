import fc from 'fast-check';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { readPngTexts } from '@core/record/index';
import { writePngText } from './pngText';

const readPngText = (png: Uint8Array) => readPngTexts(png).map(({ keyword, text }) => ({ keyword, text: new TextDecoder('utf-8', { fatal: true }).decode(text) }));

const picture = new Uint8Array(PNG.sync.write(new PNG({ width: 3, height: 2, fill: true })));

test('texts come back as they were written, Korean and all, and the picture still decodes', () => {
  const texts = [{ keyword: 'Title', text: '분배 시간 뷁 — D' }, { keyword: 'Seed', text: '1' }];
  const stamped = writePngText(picture, texts);
  expect(readPngText(stamped)).toEqual(texts);
  const decoded = PNG.sync.read(Buffer.from(stamped), { checkCRC: true });
  expect([decoded.width, decoded.height]).toEqual([3, 2]);
});

test('any text without a zero survives', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const kept = text.replaceAll('\0', '');
      expect(readPngText(writePngText(picture, [{ keyword: 'Comment', text }]))).toEqual([{ keyword: 'Comment', text: kept }]);
    }),
  );
});

test('a changed byte, a cut file, another kind of file and a bad keyword are refused', () => {
  const stamped = writePngText(picture, [{ keyword: 'Title', text: 'abc' }]);
  const changed = stamped.slice();
  changed[50]! ^= 1;
  expect(() => readPngText(changed)).toThrow('checksum');
  expect(() => readPngText(stamped.subarray(0, stamped.length - 5))).toThrow('cut off');
  expect(() => writePngText(new TextEncoder().encode('GIF89a and so on and so on and so on'), [])).toThrow('no PNG');
  expect(() => writePngText(picture, [{ keyword: '제목', text: '' }])).toThrow('keyword');
});
