import path from 'node:path';
import { expect, test } from 'vitest';
import { bundleFile } from './bundleFile';

const bundle = path.resolve('/lab/out/renderer');

test('an address of the lab is a file of the bundle', () => {
  expect(bundleFile(bundle, 'app://lab/index.html')).toBe(path.join(bundle, 'index.html'));
  expect(bundleFile(bundle, 'app://lab/assets/%ED%95%9C.js?v=1#x')).toBe(path.join(bundle, 'assets', '한.js'));
});

test.each([
  'app://lab/', 'app://lab/../main/index.js', 'app://lab/%2e%2e/main/index.js', 'app://lab/..%2f..%2fetc/passwd', 'app://lab/a%00.html',
  'app://lab/..%5c..%5cx', 'app://lab/%E0%A4%A', 'app://other/index.html', 'file:///etc/passwd', 'https://lab/index.html', 'app:index.html', 'nonsense', '',
])('%j leads nowhere outside the bundle', (address) => {
  const file = bundleFile(bundle, address);
  expect(file === null || file.startsWith(bundle + path.sep)).toBe(true);
});
