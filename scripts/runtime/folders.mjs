// Where the Electron runtime lies: in the package (as Electron's own installer puts it) and once per user.
import { existsSync, readFileSync } from 'node:fs';
import { lstat, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const require = createRequire(import.meta.url);
export const electronFolder = path.dirname(require.resolve('electron/package.json'));
/** @type {string} the version that package.json pins: types, runtime and download are the same one */
export const version = require('electron/package.json').version;
export const distFolder = path.join(electronFolder, 'dist');
const pathFile = path.join(electronFolder, 'path.txt');

/** @returns {boolean} true if the runtime of this version is in place */
export function isInstalled() {
  try {
    const found = readFileSync(path.join(distFolder, 'version'), 'utf8').trim().replace(/^v/, '');
    return found === version && existsSync(path.join(distFolder, readFileSync(pathFile, 'utf8')));
  } catch {
    return false; // no such file: not installed
  }
}

/** @returns {string} the folder that is kept once per user */
export function cacheFolder() {
  return process.env.SWARM_LAB_CACHE || path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'swarm-lab');
}

/**
 * Makes `node_modules/electron/dist` a link to a runtime on Linux.
 * Renamed into place, so that of two scripts that start together neither finds half of it.
 * @param {string} runtime folder with the executable
 */
export async function linkRuntime(runtime) {
  const link = `${distFolder}.${process.pid}`;
  await rm(link, { force: true });
  await symlink(runtime, link, 'dir');
  const old = await lstat(distFolder).catch(() => null);
  if (old?.isDirectory()) await rm(distFolder, { recursive: true, force: true });
  await rename(link, distFolder);
  await writeFile(pathFile, 'electron');
}

/** @param {string} folder as a person would write it */
export const shortened = (folder) => (folder.startsWith(os.homedir() + path.sep) ? folder.replace(os.homedir(), '~') : folder);
