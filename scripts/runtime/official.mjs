// The official way: Electron's own installer, from its release site or a mirror.
import path from 'node:path';
import { runQuietly } from '../tools/children.mjs';
import { withTicks } from '../tools/say.mjs';
import { electronFolder, isInstalled, version } from './folders.mjs';

const RELEASES = 'https://github.com/electron/electron/releases/download/';
const LIMIT_MS = 8000;

/**
 * Does the download answer? One small request with a short limit, so that a closed network costs seconds.
 * @returns {Promise<boolean>}
 */
export async function isOfficialReachable() {
  if (process.env.ELECTRON_GET_USE_PROXY) return true; // the installer goes through the proxy, `fetch` does not
  const base = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || RELEASES;
  const file = `${base}v${version}/electron-v${version}-${process.platform}-${process.arch}.zip`;
  try {
    return (await fetch(file, { method: 'HEAD', signal: AbortSignal.timeout(LIMIT_MS) })).ok;
  } catch {
    return false; // no such host, refused, too slow: all the same to us
  }
}

/**
 * Runs Electron's installer, which checks the download against the checksums in the package.
 * @param {(text: string) => void} say
 * @returns {Promise<boolean>} true if the runtime is in place
 */
export async function installOfficial(say) {
  say('downloading the official runtime (about 110 MB, once per user)');
  const installer = runQuietly(process.execPath, [path.join(electronFolder, 'install.js')]);
  const { output } = await withTicks(say, 'downloading', installer);
  if (isInstalled()) return true;
  say(`the official download failed: ${output.split('\n').find((line) => line.trim()) ?? 'the installer said nothing'}`);
  return false;
}
