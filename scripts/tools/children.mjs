// Child processes that never outlive the script: signals reach them once, and we wait until they are gone.
// (`spawnSync` would keep us from hearing Ctrl+C at all.)
import { spawn } from 'node:child_process';
import os from 'node:os';

/**
 * @typedef {object} Manner
 * @property {boolean} [ownGroup] in a process group of its own: Ctrl+C of the terminal does not reach it, only we do
 * @property {number} [graceMs] how long it may take to end when asked; then it is killed
 * @typedef {import('node:child_process').SpawnOptions & Manner} RunOptions
 * @typedef {{ child: import('node:child_process').ChildProcess, ownGroup: boolean, graceMs: number }} Live
 */

/** @type {Set<Live>} */
const live = new Set();
let endingSince = 0;
let endingCode = 0;
/** npm passes a signal on half a second after the terminal did: the same wish, not a second one. */
const SAME_WISH_MS = 1500;

/** @param {NodeJS.Signals | null} signal */
const codeOf = (signal) => (signal ? 128 + os.constants.signals[signal] : 1);

/** @param {Live} one */
function kill({ child, ownGroup }) {
  try {
    if (ownGroup && child.pid) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error; // it was gone already
  }
}

/**
 * @param {Live} one
 * @param {NodeJS.Signals} signal
 */
function ask(one, signal) {
  // Ctrl+C reached our own group from the terminal; a second SIGINT would cut its tidying short.
  if (one.ownGroup || signal !== 'SIGINT') one.child.kill(signal);
  else setTimeout(() => one.child.kill('SIGTERM'), 3000).unref();
  if (Number.isFinite(one.graceMs)) setTimeout(() => kill(one), one.graceMs).unref();
}

/** @param {NodeJS.Signals} signal */
function interrupted(signal) {
  if (!live.size) process.exit(codeOf(signal));
  if (endingSince) {
    if (Date.now() - endingSince > SAME_WISH_MS) live.forEach(kill);
    return;
  }
  endingSince = Date.now();
  endingCode = codeOf(signal);
  for (const one of live) ask(one, signal === 'SIGHUP' ? 'SIGTERM' : signal);
}
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, interrupted);
/** npm's shell between npm and us dies of a signal without a word: then we are handed to another parent. */
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && !endingSince && interrupted('SIGTERM'), 500).unref();
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<number> }}
 */
function start(program, args, { ownGroup: wanted = false, graceMs = 10_000, ...options }) {
  const ownGroup = wanted && process.platform !== 'win32';
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options, detached: ownGroup });
  const one = { child, ownGroup, graceMs };
  live.add(one);
  /** @type {Promise<number>} */
  const ended = new Promise((resolve, reject) => {
    child.once('error', (error) => {
      live.delete(one);
      reject(error);
    });
    child.once('close', (code, signal) => {
      live.delete(one);
      if (!endingSince) resolve(code ?? codeOf(signal));
      else if (!live.size) process.exit(endingCode);
    });
  });
  return { child, ended };
}

/**
 * Runs a program and waits for its end. After Ctrl+C or SIGTERM it does not return: the script ends with the last child,
 * and whatever was registered for the `exit` event of the process is done then.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options] inherits standard output and error if not told otherwise
 * @returns {Promise<number>} its exit status, 128 + n after signal n; rejects if it could not be started
 */
export const run = (program, args, options = {}) => start(program, args, options).ended;

/**
 * As `run`, but keeps what the program prints, to be shown only if it fails.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} standard output and error together
 */
export async function runQuietly(program, args, options = {}) {
  const { child, ended } = start(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  return { code: await ended, output };
}
