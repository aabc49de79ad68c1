// Files of a folder, named as everywhere in here: relative, with `/`, in one order on every machine.
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * @param {string} folder
 * @returns {Promise<string[]>} all files below it
 */
export async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/**
 * @param {string} folder
 * @returns {Promise<number>} bytes of all files below it
 */
export async function bytesOf(folder) {
  const sizes = await Promise.all((await filesOf(folder)).map((name) => lstat(path.join(folder, name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}
