import { createStreams } from '@core/base/index';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announce, type Announced } from './announce';
import type { AnnounceQuery } from './announceQuery';
import { createTracker, MOST_MEMBERS, SILENT_INTERVALS, type Tracker, type TrackerEvent } from './tracker';
import { createTrackerSwarm } from './trackerSwarm';

const infoHash = new Uint8Array(20).fill(7);
const idOf = (k: number) => Buffer.from(`-SL0001-${String(k).padStart(12, '0')}`);
const queryOf = (k: number, changes: Partial<AnnounceQuery> = {}): AnnounceQuery => ({
  infoHash, peerId: idOf(k), port: 7_000 + k, uploadedBytes: 0, downloadedBytes: 0, leftBytes: 1, event: null, isCompact: true, wanted: 50, ...changes,
});
const never = new AbortController().signal;

let now = 0;
let log: TrackerEvent[] = [];
let tracker: Tracker;
let url = '';

beforeEach(async () => {
  now = 0;
  log = [];
  tracker = createTracker({ infoHash, intervalSeconds: 10, mostTold: 5, draw: createStreams(3, 1, 1).of(0, 0), nowSeconds: () => now, observe: (event) => log.push(event) });
  url = (await tracker.start('127.0.0.1')).announceUrl;
});
afterEach(() => tracker.stop());

const say = (k: number, changes: Partial<AnnounceQuery> = {}, host = '127.0.0.1') =>
  announce(url, queryOf(k, changes), { from: { host, port: 7_000 + k }, signal: never });
const told = (answer: Announced) => {
  if (!answer.ok) throw new Error(`${answer.fault.code} ${answer.fault.detail}`);
  return answer.value;
};
const portsOf = (answer: Announced) => told(answer).peers.map(({ port }) => port - 7_000).sort((a, b) => a - b);
/** Status and body of a raw request. */
async function ask(path: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  const asked = httpRequest({ host: '127.0.0.1', port: Number(new URL(url).port), path, agent: false, ...options }).end();
  const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
  let body = '';
  for await (const part of response) body += String(part);
  return { status: response.statusCode, body };
}

describe('a tracker', () => {
  it('tells each peer of the others, never of itself, in both forms', async () => {
    expect(portsOf(await say(1, { event: 'started' }))).toEqual([]);
    expect(portsOf(await say(2, { event: 'started' }))).toEqual([1]);
    const named = told(await say(3, { isCompact: false }));
    expect(named.peers.map(({ peerId }) => Buffer.from(peerId!).toString()).sort()).toEqual([idOf(1), idOf(2)].map(String));
    expect(named).toMatchObject({ intervalSeconds: 10, completeCount: 0, incompleteCount: 3, foreignCount: 0 });
  });

  it('tells where a peer is from its socket, whatever the peer says', async () => {
    await ask(`/announce?info_hash=${'%07'.repeat(20)}&peer_id=${idOf(9)}&port=7009&uploaded=0&downloaded=0&left=1&ip=10.1.2.3`, { headers: { 'X-Forwarded-For': '10.1.2.3' } });
    await say(2, {}, '127.0.0.42');
    expect(told(await say(1)).peers.map(({ host, port }) => `${host}:${port}`).sort()).toEqual(['127.0.0.1:7009', '127.0.0.42:7002']);
  });

  it('tells no more than wanted, nor more than the scenario says, and each peer equally often', async () => {
    for (let k = 0; k < 12; k++) await say(k);
    expect(portsOf(await say(0, { wanted: 0 }))).toHaveLength(0);
    expect(portsOf(await say(0, { wanted: 2 }))).toHaveLength(2);
    const counts = new Array<number>(12).fill(0);
    for (let turn = 0; turn < 220; turn++) for (const k of portsOf(await say(0, { wanted: 200 }))) counts[k]!++;
    expect(counts[0]).toBe(0);
    // 1,100 names over 11 peers: 100 each; a binomial's standard deviation is 7.4 here.
    for (const count of counts.slice(1)) expect(Math.abs(count - 100)).toBeLessThan(5 * 7.4);
  });

  it('takes down who completes and who leaves', async () => {
    await say(1, { event: 'started' });
    await say(2, { event: 'started', leftBytes: 0 });
    await say(1, { event: 'completed', leftBytes: 0 });
    await say(1, { event: 'completed', leftBytes: 0 });
    expect(tracker.statistics()).toEqual({ completeCount: 2, incompleteCount: 0, completions: 1, announces: 4 });
    expect(portsOf(await say(1, { event: 'stopped' }))).toEqual([]);
    await say(1, { event: 'stopped' });
    expect(tracker.members().map(({ port }) => port)).toEqual([7_002]);
    expect(log.filter((event) => event.kind === 'announce').map(({ event, toldCount }) => [event, toldCount])).toEqual([
      ['started', 0], ['started', 1], ['completed', 1], ['completed', 1], ['stopped', 0], ['stopped', 0],
    ]);
  });

  it('strikes out who was silent for more than two intervals', async () => {
    await say(1);
    now = 5;
    await say(2);
    now = SILENT_INTERVALS * 10;
    expect(tracker.members()).toHaveLength(2);
    now += 0.001;
    expect(tracker.members().map(({ port }) => port)).toEqual([7_002]);
    expect(log.at(-1)).toEqual({ kind: 'expiry', host: '127.0.0.1', port: 7_001 });
    expect(portsOf(await say(3))).toEqual([2]);
  });

  it('takes a peer that comes back under another name for itself', async () => {
    await say(1);
    await say(1, { peerId: idOf(99) });
    expect(tracker.members()).toHaveLength(1);
    expect(String(tracker.members()[0]!.peerId)).toBe(String(Uint8Array.from(idOf(99))));
  });

  it('can be stopped, is then away, and comes back at the same address with what it knew', async () => {
    await say(1);
    await tracker.stop();
    expect(await say(2)).toMatchObject({ ok: false, fault: { code: 'unreachable', detail: 'ECONNREFUSED' } });
    expect((await tracker.start('127.0.0.1')).announceUrl).toBe(url);
    expect(portsOf(await say(2))).toEqual([1]);
    await tracker.stop();
    await tracker.stop();
  });

  it('says why it refuses, and knows one swarm', async () => {
    expect(await say(1, { infoHash: new Uint8Array(20) })).toMatchObject({ fault: { code: 'failureReason', detail: 'refused: otherSwarm' } });
    expect(await ask('/announce?port=80.5')).toEqual({ status: 200, body: 'd14:failure reason17:refused: infoHashe' });
    expect((await ask('/scrape')).status).toBe(404);
    expect((await ask('/announce', { method: 'POST' })).status).toBe(405);
    expect((await ask(`/announce?x=${'x'.repeat(9_000)}`)).status).toBe(414);
    expect((await ask('/announce', { headers: { Host: 'evil.example' } })).status).toBe(403);
    expect((await ask('/announce', { headers: { Host: 'localhost:1' } })).status).toBe(200);
    expect(log.map((event) => event.kind === 'refusal' && event.code)).toEqual(['otherSwarm', 'infoHash', 'path', 'method', 'urlLength', 'host', 'infoHash']);
    expect(tracker.members()).toEqual([]);
  });

  it('stands by while strangers send noise, too much, or nothing', async () => {
    const port = Number(new URL(url).port);
    const sockets = await Promise.all(
      Array.from({ length: 100 }, async (_, k) => {
        const socket = connect(port, '127.0.0.1');
        socket.on('error', () => socket.destroy());
        await once(socket, 'connect');
        if (k % 4 === 1) socket.write(Buffer.alloc(50_000, k));
        if (k % 4 === 2) socket.write('GET /announce HTTP/1.1\r\nX: ');
        if (k % 4 === 3) socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`);
        return socket;
      }),
    );
    expect(portsOf(await say(1))).toEqual([]);
    const before = performance.now();
    const idle = sockets.filter((socket) => !socket.destroyed);
    await Promise.all(idle.map((socket) => (socket.resume(), once(socket, 'close'))));
    expect(performance.now() - before).toBeLessThan(8_000);
    expect(portsOf(await say(2))).toEqual([1]);
  }, 20_000);

  it('listens nowhere but on this machine', async () => {
    for (const host of ['0.0.0.0', '::', '10.0.0.1']) {
      const elsewhere = createTracker({ infoHash, intervalSeconds: 10, mostTold: 5, draw: createStreams(1, 1, 1).of(0, 0), nowSeconds: () => 0, observe: () => undefined });
      await expect(elsewhere.start(host)).rejects.toThrow('not on this machine');
    }
  });

  it('keeps as many members as it may, and says when it is full', () => {
    const swarm = createTrackerSwarm(MOST_MEMBERS);
    for (let k = 0; k < MOST_MEMBERS; k++) expect(swarm.register(queryOf(k), '127.0.0.1', 0)).toBe(true);
    expect(swarm.register(queryOf(MOST_MEMBERS), '127.0.0.1', 0)).toBe(false);
    expect(swarm.register(queryOf(0), '127.0.0.1', 1)).toBe(true);
    swarm.register(queryOf(5, { event: 'stopped' }), '127.0.0.1', 0);
    expect(swarm.register(queryOf(MOST_MEMBERS), '127.0.0.1', 0)).toBe(true);
    expect(swarm.members()).toHaveLength(MOST_MEMBERS);
  });
});

describe('asking a tracker', () => {
  /** Asks a server that answers like this. */
  async function askOne(answer: Parameters<typeof createServer>[1], timeoutMs?: number, signal = never) {
    const server = createServer(answer!);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const result = await announce(`http://127.0.0.1:${(server.address() as AddressInfo).port}/announce`, queryOf(1), { from: { host: '127.0.0.1', port: 7_001 }, signal, timeoutMs });
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
    return result;
  }

  it('goes nowhere but to this machine', async () => {
    for (const away of ['http://10.0.0.1/announce', 'http://tracker.example/announce', 'https://127.0.0.1/announce', 'udp://127.0.0.1:80', 'http://[::1]:80/announce', 'file:///etc/passwd', 'nonsense', ''])
      expect(await announce(away, queryOf(1), { from: { host: '127.0.0.1', port: 1 }, signal: never })).toMatchObject({ fault: { code: 'address' } });
    await expect(announce(url, queryOf(1), { from: { host: '10.0.0.1', port: 1 }, signal: never })).rejects.toThrow('not on this machine');
  });

  it('follows no redirect', async () => {
    const answer = await askOne((_, response) => response.writeHead(302, { Location: 'http://10.0.0.1/announce' }).end());
    expect(answer).toEqual({ ok: false, fault: { code: 'status', detail: 302 } });
  });

  it('reads no more than 1 MiB', async () => {
    const answer = await askOne((_, response) => response.end(Buffer.alloc(1024 * 1024 + 1, 'x')));
    expect(answer).toMatchObject({ fault: { code: 'tooLong' } });
    const just = await askOne((_, response) => response.end(Buffer.alloc(1024 * 1024, 'x')));
    expect(just).toMatchObject({ fault: { code: 'notBencode' } });
  });

  it('waits no longer than it may, before and within the answer', async () => {
    expect(await askOne(() => undefined, 100)).toEqual({ ok: false, fault: { code: 'late', detail: 100 } });
    expect(await askOne((_, response) => response.writeHead(200).write('d'), 100)).toMatchObject({ fault: { code: 'late' } });
  });

  it('can be called off', async () => {
    const off = new AbortController();
    setTimeout(() => off.abort(), 50);
    expect(await askOne(() => undefined, 5_000, off.signal)).toMatchObject({ fault: { code: 'cancelled' } });
  });

  it('takes nonsense for a fault', async () => {
    expect(await askOne((_, response) => response.end('<html>'))).toMatchObject({ fault: { code: 'notBencode' } });
    expect(await askOne((_, response) => response.end(''))).toMatchObject({ fault: { code: 'cutOff' } });
    expect(await askOne((request) => request.socket.end('garbage\r\n\r\n'))).toMatchObject({ fault: { code: 'unreachable' } });
    expect(await askOne((request) => request.socket.destroy())).toMatchObject({ fault: { code: 'unreachable' } });
  });

  it('takes itself out of the answer', async () => {
    const peers = Buffer.from([127, 0, 0, 1, 0x1b, 0x59, 127, 0, 0, 2, 0x1b, 0x59]);
    const answer = await askOne((_, response) => response.end(Buffer.concat([Buffer.from('d8:intervali60e5:peers12:'), peers, Buffer.from('e')])));
    expect(told(answer).peers).toEqual([{ host: '127.0.0.2', port: 7_001, peerId: null }]);
  });
});
