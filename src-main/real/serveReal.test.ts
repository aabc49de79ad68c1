import { createReplay } from '@core/replay/index';
import { EventKind } from '@core/trace/index';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';
import { answers } from '../peers/swarm/answers.testKit';
import { smallScenario } from '../peers/swarm/realRun.testKit';
import { openWindow } from './window.testKit';

let house: ReturnType<typeof openWindow>;
afterEach(() => house.close());

const runId = 'real-1';
const scenario = smallScenario([{ count: 3 }], { content: { sizeBits: 6e6, pieceBits: 1e6 } });
const foldersLeft = async () => (await readdir(tmpdir())).filter((name) => name.startsWith(`swarm-lab-peers-${process.pid}`));

it('plans, says where everyone is, tells rows as they come, obeys the class, and ends with a result and equal copies', { timeout: 90_000 }, async () => {
  house = openWindow();
  const { ask, all, first, until, heard } = house;
  ask({ runId: 'plan', kind: 'plan', scenario });
  expect((await first('planned')).scale.expectedSeconds).toBeCloseTo(4, 0);
  ask({ runId, kind: 'start', scenario, expectsGuests: false });
  const { header } = await first('started');
  const { place } = await first('ready');
  // Before the server has sent anything: a busy machine might ask only after its last block.
  ask({ runId, kind: 'corrupt', peer: 0 });
  expect(place.peers.length).toBe(4);
  for (const { host, port } of place.peers) expect(await answers(host, port)).toBe(true);

  await until(({ peers }) => peers[2]!.heldPieces > 0);
  expect(all('chunk').length).toBeGreaterThan(1);
  ask({ runId, kind: 'stopTracker' });
  ask({ runId, kind: 'kill', peer: 2 });
  ask({ runId, kind: 'setFreeRider', peer: 3, isFreeRider: true });
  ask({ runId, kind: 'kill', peer: 99 });
  await until(({ peers, tracker }) => !peers[2]!.isOnline && peers[3]!.isFreeRider && !tracker.isRunning);
  const held = all('state').at(-1)!.state.peers[2]!.heldPieces;
  ask({ runId, kind: 'startTracker' });
  ask({ runId, kind: 'restart', peer: 2 });
  await until(({ peers, tracker }) => peers[2]!.isOnline && peers[2]!.heldPieces >= held && tracker.isRunning);

  const { result } = await first('finished', 60_000);
  expect(result).toMatchObject({ architecture: 'real', finished: true, peers: 3, completed: 3 });
  expect(result.uploadedBits.server + result.uploadedBits.peers).toBe(result.deliveredBits);
  expect((await first('compared')).copies).toMatchObject({ areAllEqual: true, copies: [{ peer: 1 }, { peer: 2 }, { peer: 3 }] });
  expect(all('tracked').flatMap(({ lines }) => lines).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['announce', 'down', 'up']));

  const replay = createReplay(header);
  for (const { chunk } of all('chunk')) replay.append(chunk);
  replay.seek(Infinity);
  expect(Array.from(replay.state.heldCount)).toEqual([6, 6, 6, 6]);
  const kinds = replay.reader.chunks.flatMap(({ kind }) => Array.from(kind));
  for (const kind of [EventKind.left, EventKind.strategyChanged, EventKind.pieceRejected, EventKind.offended]) expect(kinds).toContain(kind);
  expect(all('offended')[0]!.offence).toMatchObject({ code: 'wrongPiece', offender: 0 });

  // Every decision that has rows has them in the trace.
  const decisions = all('decided').flatMap((event) => event.decisions);
  const kindsDecided = new Set(decisions.map(({ kind }) => kind));
  for (const kind of ['round', 'piece', 'connection', 'tracker'] as const) expect(kindsDecided).toContain(kind);
  for (const { rows, peer } of decisions) for (const row of rows) expect(replay.reader.read(row, { ...emptyRow }).subject).toBe(peer);

  expect(heard.at(-1)!.kind).toBe('finished');
  for (const { host, port } of place.peers) expect(await answers(host, port)).toBe(false);
  expect(await foldersLeft()).toEqual([]);
});

const emptyRow = { row: -1, timeSeconds: 0, kind: EventKind.ended, value: 0, subject: -1, object: -1, piece: -1, cause: -1 };

it('stops within two seconds, and nothing is left', { timeout: 60_000 }, async () => {
  house = openWindow();
  const { ask, first, until } = house;
  ask({ runId, kind: 'start', scenario, expectsGuests: true });
  const { place } = await first('ready');
  ask({ runId: 'other', kind: 'start', scenario, expectsGuests: false });
  expect((await first('failed')).problem.code).toBe('realBusy');
  await until(({ timeSeconds }) => timeSeconds > 0);
  const beganMs = performance.now();
  ask({ runId, kind: 'stop' });
  await first('cancelled');
  expect(performance.now() - beganMs).toBeLessThan(2_000);
  for (const { host, port } of place.peers) expect(await answers(host, port)).toBe(false);
  expect(await foldersLeft()).toEqual([]);
});

it('ends with its window although that hung and took no rows any more', { timeout: 60_000 }, async () => {
  house = openWindow({ takesRows: false });
  const { ask, first, all, until, stop } = house;
  ask({ runId, kind: 'start', scenario, expectsGuests: true });
  const { place } = await first('ready');
  await vi.waitUntil(() => all('chunk').length === 8, { timeout: 10_000 });
  await until(({ peers }) => peers.slice(1).every(({ heldPieces }) => heldPieces === 6));
  await stop();
  expect(all('chunk')).toHaveLength(8);
  for (const { host, port } of place.peers) expect(await answers(host, port)).toBe(false);
  expect(await foldersLeft()).toEqual([]);
});

it('refuses what it cannot run, and says why', async () => {
  house = openWindow();
  const { ask, first, all } = house;
  ask({ runId: 'plan', kind: 'plan', scenario: smallScenario([{ count: 61 }]) });
  expect((await first('obstructed')).obstacle).toEqual({ code: 'tooManyPeers', allowed: 60 });
  ask({ runId, kind: 'start', scenario: smallScenario([{ count: 0 }]), expectsGuests: false });
  expect((await first('failed')).problem).toEqual({ code: 'real.noPeers', detail: '1' });
  house.port.postMessage({ runId: 'broken', kind: 'start', scenario: { format: 'swarm-lab/scenario', version: 1 }, expectsGuests: false });
  await vi.waitUntil(() => all('failed').some((event) => event.runId === 'broken' && event.problem.code === 'runRefused'));
  for (const nonsense of [null, 7, { kind: 'start' }, { runId, kind: 'kill', peer: -1 }]) house.port.postMessage(nonsense);
});
