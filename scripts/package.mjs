// npm run package [-- folder zip deb]: the app in dist/, as a folder, a zip to carry on a stick, and a Debian package.
// Made of the Electron runtime at hand; nothing is fetched. Other systems: electron-builder.config.mjs.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ensureElectron } from './electron-runtime.mjs';
import { makeDeb } from './package/deb.mjs';
import { makeFolder } from './package/folder.mjs';
import { distFolder, FOLDER_NAME, manifest, NAME } from './package/identity.mjs';
import { bytesOf } from './package/tree.mjs';
import { zipFolder } from './package/zip.mjs';
import { buildApp } from './tools/programs.mjs';
import { messageOf, secondsSince, speaker } from './tools/say.mjs';

const say = speaker('package');
const KINDS = ['folder', 'zip', 'deb'];
const DEB = path.join(distFolder, `${NAME}_${manifest.version}_amd64.deb`);
const ZIP = path.join(distFolder, `${FOLDER_NAME}.zip`);

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** @param {string} file */
async function sumOf(file) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return `${hash.digest('hex')}  ${path.basename(file)}\n`;
}

/** What a killed run left half done. */
async function sweep() {
  for (const name of await readdir(distFolder)) if (/^(stage|deb)-|\.making$/.test(name)) await rm(path.join(distFolder, name), { recursive: true });
}

/** @param {readonly string[]} wanted */
async function makePackages(wanted) {
  const unknown = wanted.filter((kind) => !KINDS.includes(kind));
  if (unknown.length) throw new Error(`there is no kind ${unknown.join(', ')}; there are: ${KINDS.join(', ')}`);
  if (process.platform !== 'linux') throw new Error('this makes packages for Linux; for Windows and macOS see docs/deployment.md');
  const isWanted = (/** @type {string} */ kind) => wanted.length === 0 || wanted.includes(kind);
  await ensureElectron();
  if ((await buildApp()) !== 0) throw new Error('the app could not be built');
  await mkdir(distFolder, { recursive: true });
  await sweep();

  let since = performance.now();
  const { folder, headerHash } = await makeFolder();
  say(`${path.basename(folder)}: ${megabytes(await bytesOf(folder))}, ${secondsSince(since)} s; header of app.asar: SHA-256 ${headerHash}`);
  for (const [kind, file, make] of /** @type {const} */ ([['zip', ZIP, zipFolder], ['deb', DEB, makeDeb]])) {
    if (!isWanted(kind)) continue;
    since = performance.now();
    await rm(file, { force: true });
    await make(folder, file);
    say(`${path.basename(file)}: ${megabytes((await stat(file)).size)}, ${secondsSince(since)} s`);
  }
  const sums = await Promise.all([ZIP, DEB].filter((file) => existsSync(file)).map(sumOf));
  await writeFile(path.join(distFolder, 'SHA256SUMS'), sums.join(''));
}

await makePackages(process.argv.slice(2)).catch((error) => {
  say(messageOf(error));
  process.exitCode = 1;
});
