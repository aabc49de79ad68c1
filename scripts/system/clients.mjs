// node scripts/system/clients.mjs: other people's BitTorrent clients, which tests let join our swarms. The lab itself needs none.
import { secondsSince, speaker } from '../tools/say.mjs';
import { install, isOnPath, mayInstall } from './apt.mjs';

const say = speaker('system');
const PACKAGE_OF = { aria2c: 'aria2', 'transmission-cli': 'transmission-cli' };

const missing = () => Object.entries(PACKAGE_OF).filter(([program]) => !isOnPath(program)).map(([, name]) => name);

/**
 * Installs the clients that are missing, on Debian and its kin where that needs no password. Where it cannot be, the tests that need
 * them are skipped, and it says so; it never fails.
 */
async function ensureClients() {
  const packages = missing();
  if (!packages.length) return;
  if (process.platform === 'linux' && isOnPath('apt-get') && mayInstall()) {
    const since = performance.now();
    say(`installing clients for tests: ${packages.join(' ')}`);
    await install(packages).catch(() => 1);
    if (!missing().length) return say(`installed after ${secondsSince(since)} s`);
  }
  say(`not installed here: ${missing().join(', ')}; tests that need them are skipped`);
}

await ensureClients();
