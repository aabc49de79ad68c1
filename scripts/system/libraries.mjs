// The shared libraries that Electron needs, and the virtual display. Debian family only; elsewhere it says what is missing.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { run } from '../tools/children.mjs';
import { secondsSince, speaker, withTicks } from '../tools/say.mjs';

/** Debian's packages of the libraries that Electron is linked with; all else comes with them. */
export const LIBRARIES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libdrm2'];
const say = speaker('system');

/** @param {string} program */
const isOnPath = (program) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false; // not in this folder
    }
  });

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
 * Debian 13 and Ubuntu 24.04 renamed some packages (`…t64`).
 * @param {string} name
 */
function nameHere(name) {
  /** @param {string} one */
  const isKnown = (one) => {
    const { stdout } = spawnSync('apt-cache', ['policy', one], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    return /Candidate: (?!\(none\))/.test(stdout ?? '');
  };
  return !isKnown(name) && isKnown(`${name}t64`) ? `${name}t64` : name;
}

/**
 * @param {string[]} packages
 * @param {string} why
 * @param {() => boolean} isDone
 */
async function installPackages(packages, why, isDone) {
  const isRoot = process.getuid?.() === 0;
  const sudo = isRoot ? '' : 'sudo ';
  const line = () => `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages.map(nameHere).join(' ')}`;
  if (!isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0)
    throw new Error(`Electron needs ${why}. Type this line, then the same command again:\n  ${line()}`);
  const since = performance.now();
  say(`installing ${why}: ${packages.join(' ')}`);
  /** @param {string[]} args */
  const apt = (...args) => {
    // Under sudo the variable goes on its command line: its environment is its own.
    const [program, ...first] = isRoot ? ['apt-get'] : ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const manner = { stdio: /** @type {import('node:child_process').StdioOptions} */ (['ignore', 'ignore', 'inherit']), env };
    return withTicks(say, 'installing', run(program, [...first, ...args], manner));
  };
  await apt('update', '-qq');
  // The names can be told only after the update: a fresh container knows no packages at all.
  const code = await apt('install', '-y', '-qq', '--no-install-recommends', ...packages.map(nameHere));
  if (code !== 0 || !isDone()) throw new Error(`that did not work (exit ${code}). Type this line, then the same command again:\n  ${line()}`);
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
