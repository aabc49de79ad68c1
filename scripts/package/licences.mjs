// Licences under which others may use, change and pass on what we pass on (safety rules, supply chain).

const ALLOWED = new Set([
  'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'Python-2.0', 'OFL-1.1',
  // Unmodified only, and our build modifies no source.
  'MPL-2.0',
]);
/** Tools that never leave the workshop, looked at one by one. */
const TOOLS_ONLY = new Set(['CC-BY-4.0']);

/**
 * @param {string} expression SPDX: one licence, or several joined by OR, of which one has to do
 * @param {boolean} isTool true: used to build and test, not packaged
 */
export function isAllowed(expression, isTool) {
  const choices = expression.replace(/^\(|\)$/g, '').split(' OR ');
  return choices.some((one) => ALLOWED.has(one) || (isTool && TOOLS_ONLY.has(one)));
}

/**
 * All licences of the package in one text, for `NOTICES.txt`. Packages under the same words share them.
 * @param {readonly import('./parts.mjs').Part[]} parts
 * @param {string} ours our own licence
 */
export function noticesOf(parts, ours) {
  /** @type {Map<string, string[]>} */
  const byText = new Map();
  for (const { name, version, licence, text } of parts) {
    const heading = `${name} ${version} (${licence})`;
    byText.set(text.trim(), [...(byText.get(text.trim()) ?? []), heading]);
  }
  const line = '-'.repeat(100);
  const others = [...byText].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
  return [
    'Swarm Lab is under this licence:',
    ours.trim(),
    'It contains these packages, each under the licence that follows its name. Electron is under LICENSE.electron.txt,\nChromium and what it contains under LICENSES.chromium.html.',
    ...others,
  ].join(`\n\n${line}\n\n`) + '\n';
}
