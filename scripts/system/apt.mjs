// Debian's packages, as root or by password-free sudo.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { run } from '../tools/children.mjs';
import { speaker, withTicks } from '../tools/say.mjs';

const say = speaker('system');
const isRoot = process.getuid?.() === 0;

/** @param {string} program */
export const isOnPath = (program) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false; // not in this folder
    }
  });

/** Whether packages may be installed without asking anybody. */
export const mayInstall = () => isRoot || spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;

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
 * What a person would type.
 * @param {string[]} packages
 */
export function lineToType(packages) {
  const sudo = isRoot ? '' : 'sudo ';
  return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages.map(nameHere).join(' ')}`;
}

/**
 * Installs packages, saying now and then that it is still at it.
 * @param {string[]} packages
 * @returns {Promise<number>} exit code of the installation
 */
export async function install(packages) {
  /** @param {string[]} args */
  const apt = (...args) => {
    // Under sudo the variable goes on its command line: its environment is its own.
    const [program, ...first] = isRoot ? ['apt-get'] : ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const manner = { stdio: /** @type {import('node:child_process').StdioOptions} */ (['ignore', 'ignore', 'inherit']), env };
    return withTicks(say, 'installing', run(/** @type {string} */ (program), [...first, ...args], manner));
  };
  await apt('update', '-qq');
  // The names can be told only after the update: a fresh container knows no packages at all.
  return apt('install', '-y', '-qq', '--no-install-recommends', ...packages.map(nameHere));
}
