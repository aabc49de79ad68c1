import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { scenario, startLab, useFolder } from './lab';

const { folder, put } = useFolder();
const isInstalled = (client: string) => spawnSync(client, ['--version'], { stdio: 'ignore' }).error === undefined;
const NAME = 'swarm-lab-content.bin';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A swarm of two with its server, which stays up; and a folder for a guest. */
async function swarmFor(guest: string) {
  const own = path.join(folder, guest);
  mkdirSync(own);
  const file = put(`${guest}.swarm.json`, scenario({ content: { sizeBits: 40_000_000, pieceBits: 1_000_000 }, server: { uploadBitrate: 16_000_000 }, groups: [{ count: 2, uploadBitrate: 8_000_000, downloadBitrate: null }] }));
  const [readyFile, torrent] = [path.join(own, 'ready.json'), path.join(own, 'lab.torrent')];
  const { child, ended } = startLab(['real', file, '--ready', readyFile, '--torrent', torrent, '--stay']);
  started.push(child);
  while (!existsSync(readyFile) || readFileSync(readyFile, 'utf8') === '') await after(20);
  const { content } = JSON.parse(readFileSync(readyFile, 'utf8')) as { content: string };
  async function isShared(): Promise<void> {
    const copy = path.join(own, NAME);
    while (!existsSync(copy) || statSync(copy).size < statSync(content).size || !readFileSync(copy).equals(readFileSync(content))) await after(200);
  }
  return { own, torrent, isShared, async end() {
    child.kill('SIGINT');
    expect((await ended).status).toBe(130);
  } };
}

/** Plain clients of others, as Debian has them, with nothing set on our side for them. Not installed: skipped, and said so. */
describe('an outside client joins a real swarm and gets the same bytes', () => {
  test.skipIf(!isInstalled('aria2c'))('aria2', async () => {
    const { own, torrent, isShared, end } = await swarmFor('aria2');
    started.push(spawn('aria2c', [
      '--no-conf', '--enable-dht=false', '--enable-dht6=false', '--bt-enable-lpd=false', '--enable-peer-exchange=false', '--disable-ipv6=true',
      '--interface=127.0.0.1', '--file-allocation=none', '--bt-tracker-interval=5', '--seed-time=0', `--dir=${own}`, torrent,
    ], { stdio: 'ignore' }));
    await isShared();
    await end();
  });

  test.skipIf(!isInstalled('transmission-cli'))('Transmission, which has to be dialled', async () => {
    const { own, torrent, isShared, end } = await swarmFor('transmission');
    writeFileSync(path.join(own, 'settings.json'), JSON.stringify({
      'bind-address-ipv4': '127.0.0.1', 'bind-address-ipv6': '::1', 'dht-enabled': false, 'lpd-enabled': false, 'pex-enabled': false, 'utp-enabled': false,
      'port-forwarding-enabled': false, encryption: 0, 'rpc-enabled': false, 'peer-port-random-on-start': false,
    }));
    started.push(spawn('transmission-cli', ['-g', own, '-w', own, '-p', '21015', '-u', '4096', '-et', torrent], { stdio: 'ignore' }));
    await isShared();
    await end();
    // Transmission takes its time until it wants anything: a minute is usual.
  }, 240_000);
});
