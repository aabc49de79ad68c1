// A screen for machines without one.
import { spawn } from 'node:child_process';

/** True if windows can be seen here. */
export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Xvfb ends when its standard input closes: with this script, however that ends (even killed), and after its windows. */
const HELD_BY_US = 'Xvfb -displayfd 3 -screen 0 "$1" -nolisten tcp & exec 3>&-; cat; kill $!; wait';

/**
 * Starts Xvfb on a free display number that it picks itself. It is gone when this process is.
 * @param {string} [screen] width x height x depth
 * @returns {Promise<string>} the value for `DISPLAY`
 */
export async function virtualDisplay(screen = '1920x1200x24') {
  const child = spawn('sh', ['-c', HELD_BY_US, 'sh', screen], {
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    detached: true, // out of reach of Ctrl+C, which must end the windows first
  });
  const [, , errors, numbers] = /** @type {import('node:stream').Readable[]} */ (/** @type {unknown} */ (child.stdio));
  let complaint = '';
  errors?.setEncoding('utf8').on('data', (text) => (complaint += text));
  /** @type {string} */
  const number = await new Promise((resolve, reject) => {
    child.once('error', reject);
    numbers?.once('data', (data) => resolve(String(data).trim()));
    numbers?.once('end', () => reject(new Error(`the virtual display did not start: ${complaint.trim() || 'Xvfb said nothing'}`)));
  });
  // None of these may keep the script alive.
  child.unref();
  for (const stream of child.stdio) /** @type {import('node:net').Socket | null | undefined} */ (stream)?.unref();
  return `:${number}`;
}
