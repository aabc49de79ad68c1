// The shared libraries that Electron needs, and the virtual display. Debian family only; elsewhere it says what is missing.
import { spawnSync } from 'node:child_process';
import { secondsSince, speaker } from '../tools/say.mjs';
import { install, isOnPath, lineToType, mayInstall } from './apt.mjs';

/** Debian's packages of the libraries that Electron is linked with; all else comes with them. */
export const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libdrm2'];
const say = speaker('system');

/**
 * @param {string} report what `ldd` printed
 * @returns {string[]} names of the libraries that it did not find
 */
export const missingIn = (report) => [...report.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => /** @type {string} */ (name));

/** @param {string} executable */
function missingLibraries(executable) {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return missingIn(stdout ?? '');
}

/**
 * @param {string[]} packages
 * @param {string} why
 * @param {() => boolean} isDone
 */
async function installPackages(packages, why, isDone) {
  if (!mayInstall()) throw new Error(`Electron needs ${why}. Type this line, then the same command again:\n  ${lineToType(packages)}`);
  const since = performance.now();
  say(`installing ${why}: ${packages.join(' ')}`);
  const code = await install(packages);
  if (code !== 0 || !isDone()) throw new Error(`that did not work (exit ${code}). Type this line, then the same command again:\n  ${lineToType(packages)}`);
  say(`installed after ${secondsSince(since)} s`);
}

/**
 * Sees to the libraries of an executable and, if asked, to a virtual display: installs what is missing as root or by
 * password-free sudo. Does nothing but look (some ms) when all is there, and nothing at all except on Linux.
 * @param {string} executable
 * @param {{ display: boolean }} wanted
 * @throws {Error} with the one line to type
 */
export async function ensureSystem(executable, { display }) {
  if (process.platform !== 'linux') return;
  const libraries = missingLibraries(executable);
  const isDisplayMissing = display && !isOnPath('Xvfb');
  if (!libraries.length && !isDisplayMissing) return;
  const parts = [...(libraries.length ? [`libraries (${libraries.join(', ')})`] : []), ...(isDisplayMissing ? ['a virtual display (Xvfb)'] : [])];
  const why = parts.join(' and ');
  if (!isOnPath('apt-get')) throw new Error(`Electron needs ${why}; install them with your system's package manager.`);
  const packages = [...(libraries.length ? LIBRARIES : []), ...(isDisplayMissing ? ['xvfb'] : [])];
  await installPackages(packages, why, () => !missingLibraries(executable).length && (!display || isOnPath('Xvfb')));
}
