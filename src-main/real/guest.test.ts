import { createReplay } from '@core/replay/index';
import { EventKind } from '@core/trace/index';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { smallScenario } from '../peers/swarm/realRun.testKit';
import { openWindow } from './window.testKit';

const isInstalled = spawnSync('aria2c', ['--version'], { stdio: 'ignore' }).error === undefined;
const runId = 'guest-1';

it.skipIf(!isInstalled)('aria2, as Debian has it, is a peer of the trace under its own name, and the run is over when it is told so', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-lab-guest-'));
  const house = openWindow();
  const { ask, all, first, until } = house;
  ask({ runId, kind: 'start', scenario: smallScenario([{ count: 2 }]), expectsGuests: true });
  const { place } = await first('ready');
  await writeFile(path.join(folder, 'swarm.torrent'), place.torrent);
  const client = spawn('aria2c', [
    '--no-conf', '--enable-dht=false', '--enable-dht6=false', '--bt-enable-lpd=false', '--enable-peer-exchange=false', '--disable-ipv6=true',
    '--interface=127.0.0.1', '--file-allocation=none', '--bt-tracker-interval=5', `--dir=${folder}`, path.join(folder, 'swarm.torrent'),
  ], { stdio: 'ignore' });
  try {
    await until(({ peers }) => peers.some(({ client: name, heldPieces }) => name?.startsWith('aria2 1.') && heldPieces === 24) && peers.slice(1, 3).every(({ heldPieces }) => heldPieces === 24));
    ask({ runId, kind: 'stop' });
    const { result } = await first('finished');
    expect(result).toMatchObject({ finished: true, peers: 2, completed: 2 });
    expect(result.perPeer.map(({ isOutside = false }) => isOutside)).toEqual([false, false, true]);
    expect(result.perPeer[2]!.group).toMatch(/^aria2 1\./);
    expect(result.uploadedBits.server + result.uploadedBits.peers).toBe(result.deliveredBits);

    const replay = createReplay(all('grown').at(-1)!.header);
    for (const { chunk } of all('chunk')) replay.append(chunk);
    replay.seek(Infinity);
    expect(Array.from(replay.state.heldCount)).toEqual([24, 24, 24, 24]);
    const kinds = new Set(replay.reader.chunks.flatMap(({ subject, kind }) => Array.from(kind).filter((_, at) => subject[at] === 3)));
    for (const kind of [EventKind.joined, EventKind.transferStarted, EventKind.pieceCompleted, EventKind.completed]) expect(kinds).toContain(kind);
  } finally {
    client.kill('SIGKILL');
    await house.close();
    await rm(folder, { recursive: true, force: true });
  }
});
