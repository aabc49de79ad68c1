import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { resultShape } from './contract';
import { lab, scenario, startLab, useFolder } from './lab';

const { folder, put } = useFolder();
/** Equal rates; a simulated run of about 20 s, which a real one is not to shorten. */
const small = scenario({
  content: { sizeBits: 40_000_000, pieceBits: 500_000 },
  server: { uploadBitrate: 4_000_000 },
  groups: [{ count: 6, uploadBitrate: 1_500_000, downloadBitrate: null }],
  protocol: { rechokeSeconds: 2, optimisticSeconds: 6, rateWindowSeconds: 4 },
});
const smallFile = put('small.swarm.json', small);
const readyShape = z.object({
  announce: z.string().url(), torrent: z.string(), content: z.string(), scale: z.number().positive(),
  peers: z.array(z.object({ id: z.number().int(), host: z.string().startsWith('127.'), port: z.number().int(), pid: z.number().int() })),
});

const foldersOf = (pid: number | undefined) => readdirSync(tmpdir()).filter((name) => name.startsWith(`swarm-lab-peers-${pid}-`));

/** What the command writes once all listen. */
async function ready(file: string) {
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await after(20);
  return readyShape.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function answers({ host, port }: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

describe('lab real', () => {
  test('runs a scenario over sockets, ends where the simulation does within 10 %, and leaves nothing behind', async () => {
    const [simulated, { child, ended }] = [await lab(['run', smallFile]), startLab(['real', smallFile, '--ready', path.join(folder, 'ready.json')])];
    const { peers } = await ready(path.join(folder, 'ready.json'));
    expect(peers.map(({ id, pid }) => [id, pid])).toEqual([0, 1, 2, 3, 4, 5, 6].map((id) => [id, child.pid]));
    expect(foldersOf(child.pid).length).toBe(1);
    const { status, stdout } = await ended;
    expect(status).toBe(0);
    const result = resultShape.parse(JSON.parse(stdout));
    expect(result).toMatchObject({ architecture: 'real', seed: 1, finished: true, peers: 6, completed: 6, pieceTransfers: 480 });
    expect(result.uploadedBits.server + result.uploadedBits.peers).toBe(result.deliveredBits);
    expect(result.deliveredBits).toBe(6 * 40_000_000 + result.duplicateBits);
    const { makespanSeconds } = resultShape.parse(JSON.parse(simulated.stdout));
    expect(result.makespanSeconds! / makespanSeconds!).toBeGreaterThan(0.9);
    expect(result.makespanSeconds! / makespanSeconds!).toBeLessThan(1.1);
    expect(foldersOf(child.pid)).toEqual([]);
    for (const peer of peers) expect(await answers(peer)).toBe(false);
  });

  test('shares a file of the user, stays for outside clients, and goes at once when it is interrupted', async () => {
    const content = put('content.bin', Uint8Array.from({ length: 700_000 }, (_, at) => (at * 31 + (at >> 7)) & 255));
    const digest = createHash('sha256').update(readFileSync(content)).digest('hex');
    const [readyFile, torrentFile] = [path.join(folder, 'stay.json'), path.join(folder, 'stay.torrent')];
    const fast = put('fast.swarm.json', scenario({ content: { sizeBits: 8_000_000, pieceBits: 400_000 }, groups: [{ count: 2, uploadBitrate: 8_000_000, downloadBitrate: null }] }));
    const { child, ended } = startLab(['real', fast, '--content', content, '--torrent', torrentFile, '--ready', readyFile, '--stay']);
    const told = await ready(readyFile);
    expect(told).toMatchObject({ torrent: torrentFile, content, scale: 1 });
    expect(readFileSync(torrentFile).subarray(0, 11).toString()).toBe('d8:announce');
    const printed: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => printed.push(data));
    while (printed.length === 0) await after(50);
    for (const { id } of told.peers.slice(1)) expect(createHash('sha256').update(readFileSync(path.join(tmpdir(), foldersOf(child.pid)[0]!, `peer-${id}`))).digest('hex')).toBe(digest);
    expect(await answers(told.peers[1]!)).toBe(true);
    child.kill('SIGINT');
    const { status, stdout } = await ended;
    expect(status).toBe(130);
    expect(resultShape.parse(JSON.parse(stdout))).toMatchObject({ architecture: 'real', finished: true, deliveredBits: 11_200_000 + resultShape.parse(JSON.parse(stdout)).duplicateBits });
    expect(foldersOf(child.pid)).toEqual([]);
    expect(createHash('sha256').update(readFileSync(content)).digest('hex')).toBe(digest);
  });

  test('refuses what cannot run for real, with what is allowed', async () => {
    const [many, none, missing] = await Promise.all([
      lab(['real', put('many.swarm.json', scenario({ groups: [{ count: 61 }] }))]),
      lab(['real', put('none.swarm.json', scenario({ groups: [{ count: 0 }] }))]),
      lab(['real', smallFile, '--content', path.join(folder, 'nothing')]),
    ]);
    for (const refused of [many!, none!, missing!]) expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(many!.stderr).toContain('at most 60');
    expect(missing!.stderr).toContain('nothing');
  });
});
