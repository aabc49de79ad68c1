import { expect, test } from 'vitest';
import { MOST_BYTES, readDropped } from './droppedFile';

const fileOf = (part: Partial<File>): File => Object.assign(new File([Uint8Array.of(1, 2)], 'dropped.png'), part);

test('a dropped file is read, unless it is larger than any export', async () => {
  expect(await readDropped(fileOf({}))).toMatchObject({ ok: true, value: Uint8Array.of(1, 2) });
  const large = new File([], 'large.png');
  Object.defineProperty(large, 'size', { value: MOST_BYTES + 1 });
  expect(await readDropped(large)).toMatchObject({ ok: false, issues: [{ code: 'tooLarge', allowed: { max: MOST_BYTES } }] });
});

test('a folder, which the browser gives as a file that it cannot read, is refused', async () => {
  const folder = fileOf({ arrayBuffer: () => Promise.reject(new DOMException('a folder', 'NotReadableError')) });
  expect(await readDropped(folder)).toMatchObject({ ok: false, issues: [{ code: 'fileUnreadable', found: 'NotReadableError' }] });
});
