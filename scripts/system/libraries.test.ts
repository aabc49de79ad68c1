import { expect, it } from 'vitest';
import { missingIn } from './libraries.mjs';

it('finds the libraries that the loader does not', () => {
  const report = ['\tlinux-vdso.so.1 (0x00007ffc)', '\tlibgtk-3.so.0 => not found', '\tlibc.so.6 => /lib/libc.so.6 (0x1)', '\tlibnss3.so => not found', ''].join('\n');
  expect(missingIn(report)).toEqual(['libgtk-3.so.0', 'libnss3.so']);
  expect(missingIn('')).toEqual([]);
});
