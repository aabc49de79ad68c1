// What the package is made of: the npm packages that the bundles hold (Vite lists them), and the runtime's own parts.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runQuietly } from '../tools/children.mjs';
import { electronExecutable, root } from '../tools/programs.mjs';

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {string} version
 * @property {string} licence SPDX
 * @property {string} text of the licence
 */

const LISTS = ['out/main/licenses.json', 'out/renderer/licenses.json'];

/**
 * The npm packages of which code or fonts are in the built app, by name.
 * @returns {Promise<Part[]>}
 */
export async function bundledParts() {
  /** @type {Map<string, Part>} */
  const parts = new Map();
  for (const list of LISTS)
    for (const { name, version, identifier, text } of JSON.parse(await readFile(path.join(root, list), 'utf8')))
      parts.set(`${name}@${version}`, { name, version, licence: identifier, text: text ?? '' });
  return [...parts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Versions of what the runtime carries (electron, chrome, node, v8 …), as it tells them itself.
 * @returns {Promise<Record<string, string>>}
 */
export async function runtimeVersions() {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { code, output } = await runQuietly(electronExecutable(), ['-p', 'JSON.stringify(process.versions)'], { env });
  if (code !== 0) throw new Error(`the runtime does not tell its versions: ${output}`);
  return JSON.parse(output);
}
