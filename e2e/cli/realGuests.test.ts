import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { resultShape } from './contract';
import { scenario, startLab, useFolder } from './lab';

const { folder, put } = useFolder();
const isInstalled = (client: string) => spawnSync(client, ['--version'], { stdio: 'ignore' }).error === undefined;
const NAME = 'swarm-lab-content.bin';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** Enough for some seconds of everyone's links, and the same at every run. */
const content = put('content.bin', Uint8Array.from({ length: 3_000_000 }, (_, at) => (at * 31 + (at >> 7) + (at >> 15)) & 255));
const bytes = readFileSync(content);

/** What a client of others is started with: plain, on this machine only, in a folder of its own with the torrent. */
const clients = {
  aria2: (own: string, torrent: string) => spawn('aria2c', [
    '--no-conf', '--enable-dht=false', '--enable-dht6=false', '--bt-enable-lpd=false', '--enable-peer-exchange=false', '--disable-ipv6=true',
    '--interface=127.0.0.1', '--file-allocation=none', '--bt-tracker-interval=5', '--check-integrity=true', '--seed-ratio=0', '--seed-time=10', `--dir=${own}`, torrent,
  ], { stdio: 'ignore' }),
  transmission(own: string, torrent: string) {
    writeFileSync(path.join(own, 'settings.json'), JSON.stringify({
      'bind-address-ipv4': '127.0.0.1', 'bind-address-ipv6': '::1', 'dht-enabled': false, 'lpd-enabled': false, 'pex-enabled': false, 'utp-enabled': false,
      'port-forwarding-enabled': false, encryption: 0, 'rpc-enabled': false, 'peer-port-random-on-start': true,
    }));
    return spawn('transmission-cli', ['-g', own, '-w', own, '-u', '4096', '-et', torrent], { stdio: 'ignore' });
  },
};
type Client = keyof typeof clients;

/** A swarm of two with its server, which stays up, and a client that joins it. @param has whether it has the content already */
async function joinedBy(client: Client, has: boolean) {
  const own = path.join(folder, `${client}-${has}`);
  mkdirSync(own);
  if (has) writeFileSync(path.join(own, NAME), bytes);
  const file = put(`${client}-${has}.swarm.json`, scenario({ server: { uploadBitrate: 2_000_000 }, groups: [{ count: 2, uploadBitrate: 2_000_000, downloadBitrate: null }] }));
  const [readyFile, torrent] = [path.join(own, 'ready.json'), path.join(own, 'lab.torrent')];
  const { child, ended } = startLab(['real', file, '--content', content, '--ready', readyFile, '--torrent', torrent, '--stay']);
  started.push(child);
  const printed: Buffer[] = [];
  child.stdout.on('data', (data: Buffer) => printed.push(data));
  while (!existsSync(readyFile) || readFileSync(readyFile, 'utf8') === '') await after(20);
  started.push(clients[client](own, torrent));
  return {
    async hasAll(): Promise<void> {
      const copy = path.join(own, NAME);
      while (!existsSync(copy) || statSync(copy).size < bytes.length || !readFileSync(copy).equals(bytes)) await after(200);
    },
    /** The result, once our own peers are complete. */
    async result() {
      while (printed.length === 0) await after(100);
      return resultShape.parse(JSON.parse(Buffer.concat(printed).toString()));
    },
    async end() {
      child.kill('SIGINT');
      expect((await ended).status).toBe(130);
    },
  };
}

/** Plain clients of others, as Debian has them, with nothing set on our side for them. Not installed: skipped, and said so. */
describe.each([['aria2', 'aria2c'], ['transmission', 'transmission-cli']] as const)('%s in a real swarm', (client, program) => {
  test.skipIf(!isInstalled(program))('is given the same bytes', async () => {
    const guest = await joinedBy(client, false);
    await guest.hasAll();
    await guest.end();
  });

  test.skipIf(!isInstalled(program))('gives what it has', async () => {
    const guest = await joinedBy(client, true);
    const { finished, perPeer } = await guest.result();
    expect(finished).toBe(true);
    // Behind the two of the scenario.
    expect(perPeer.slice(2).map(({ uploadedBits }) => uploadedBits > 0)).toEqual([true]);
    await guest.end();
  });
});
