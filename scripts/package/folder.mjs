// The app as a folder that runs from where it lies: the runtime under our name, `app.asar`, licences, bill of materials.
import { copyFile, mkdir, mkdtemp, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createPackage, getRawHeader } from '@electron/asar';
import { createHash } from 'node:crypto';
import { distFolder as runtimeFolder } from '../runtime/folders.mjs';
import { root } from '../tools/programs.mjs';
import { isAppFile, isRuntimeFile, packedManifest, RENAMED } from './files.mjs';
import { setFuses } from './fuses.mjs';
import { distFolder, FOLDER_NAME, manifest, NAME } from './identity.mjs';
import { isAllowed, noticesOf } from './licences.mjs';
import { bundledParts, runtimeVersions } from './parts.mjs';
import { readMe } from './readMe.mjs';
import { bomOf } from './sbom.mjs';
import { filesOf } from './tree.mjs';

/**
 * @param {string} from
 * @param {string} to
 * @param {readonly string[]} names
 * @param {Readonly<Record<string, string>>} [renamed]
 */
async function copyFiles(from, to, names, renamed = {}) {
  for (const name of names) {
    const target = path.join(to, renamed[name] ?? name);
    await mkdir(path.dirname(target), { recursive: true });
    await copyFile(path.join(from, name), target);
  }
}

/**
 * Packs what was built into `app.asar`. Each file's hash is in its header.
 * @param {string} file to write
 * @returns {Promise<string>} SHA-256 of the header, which stands for every byte in it
 */
async function packApp(file) {
  const stage = await mkdtemp(path.join(distFolder, 'stage-'));
  try {
    const built = (await filesOf(path.join(root, 'out'))).map((name) => `out/${name}`);
    const icons = (await filesOf(path.join(root, 'resources', 'icons'))).map((name) => `resources/icons/${name}`);
    await copyFiles(root, stage, [...built, ...icons].filter(isAppFile));
    await writeFile(path.join(stage, 'package.json'), JSON.stringify(packedManifest(manifest)));
    await createPackage(stage, file);
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
  return createHash('sha256').update(getRawHeader(file).headerString).digest('hex');
}

/** Licences and bill of materials of what is in the package; refuses a licence that is not on the list. @param {string} folder */
async function writePapers(folder) {
  const parts = await bundledParts();
  const refused = parts.filter(({ licence, text }) => !isAllowed(licence, false) || text.trim() === '');
  if (refused.length) throw new Error(`these parts may not be packaged, or bring no licence: ${refused.map(({ name, licence }) => `${name} (${licence})`).join(', ')}`);
  const lockfile = JSON.parse(await readFile(path.join(root, 'package-lock.json'), 'utf8'));
  const bom = bomOf(manifest, parts, await runtimeVersions(), lockfile);
  await writeFile(path.join(folder, 'NOTICES.txt'), noticesOf(parts, await readFile(path.join(root, 'LICENSE'), 'utf8')));
  await writeFile(path.join(folder, 'sbom.cdx.json'), `${JSON.stringify(bom, null, 2)}\n`);
  await writeFile(path.join(folder, 'README.txt'), readMe(manifest.version));
}

/**
 * Makes the folder anew; the old one goes only when the new one is whole. The app must have been built.
 * @returns {Promise<{ folder: string, headerHash: string }>} where it is, and SHA-256 of the header of `app.asar`
 */
export async function makeFolder() {
  const folder = path.join(distFolder, FOLDER_NAME);
  const making = `${folder}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(path.join(making, 'resources'), { recursive: true });
  const runtime = await realpath(runtimeFolder);
  await copyFiles(runtime, making, (await filesOf(runtime)).filter(isRuntimeFile), RENAMED);
  await setFuses(path.join(making, NAME));
  const headerHash = await packApp(path.join(making, 'resources', 'app.asar'));
  await writePapers(making);
  await rm(folder, { recursive: true, force: true });
  await rename(making, folder);
  return { folder, headerHash };
}
