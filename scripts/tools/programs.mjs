// Programs of the installed packages, run by the Node that runs us (no shell, no PATH; the same on Windows).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './children.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/**
 * @param {string} name of an installed package
 * @param {string} [program] name of the program, if not that of the package
 * @returns {string} the JavaScript file to give to Node
 */
export function programOf(name, program = name) {
  // Not `require.resolve`: some packages do not export their manifest.
  const folder = path.join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[program]);
}

/** The Electron executable (after `ensureElectron`). */
export const electronExecutable = () => /** @type {string} */ (/** @type {unknown} */ (require('electron')));

/** Builds the app into `out/`. @returns {Promise<number>} exit status */
export const buildApp = () => run(process.execPath, [programOf('electron-vite'), 'build', '--logLevel', 'warn'], { cwd: root });
