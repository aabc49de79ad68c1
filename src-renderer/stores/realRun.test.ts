import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openSmall, RealHouse, small } from './realHouse.testKit';
import type { RealOutlook } from './realRun';

const PATIENCE = { timeout: 60_000, interval: 20 };

let house: RealHouse;

const scaleOf = (outlook: RealOutlook) => {
  if (outlook.kind !== 'planned') throw new Error(outlook.kind);
  return outlook.scale;
};

beforeEach(() => {
  house = new RealHouse();
  vi.stubGlobal('window', Object.assign(house.window, { lab: house.lab }));
  setActivePinia(createPinia());
});
afterEach(() => house.die('', true));

test('before the start it is known how long it will take, or what stands in the way', async () => {
  const { real } = openSmall(3);
  expect(scaleOf(await real.plan(small(3))).expectedSeconds).toBeGreaterThan(1);
  expect(await real.plan(small(61))).toEqual({ kind: 'obstructed', obstacle: { code: 'tooManyPeers', allowed: 60 } });
  expect(real.outlook?.kind).toBe('obstructed');
  expect([real.record, house.starts]).toEqual([null, 1]);
});

test('a real run becomes one of the runs of the scenario, and a mark on the charts once it is over', { timeout: 90_000 }, async () => {
  const { scenario, real, runs } = openSmall(2);
  const end = real.start(scenario, scaleOf(await real.plan(scenario)), false);
  await runs.chooseRival('real');
  expect([runs.rival, real.isShown, runs.current.real?.status]).toEqual(['real', true, 'queued']);
  await vi.waitUntil(() => (real.standing?.state?.peers[1]?.heldPieces ?? 0) > 0, PATIENCE);
  expect(real.standing!.place!.torrent.length).toBeGreaterThan(100);
  expect(real.standing!.lines.map(({ number }) => number)).toEqual(real.standing!.lines.map((_, at) => at));
  expect(real.standing!.lines.some((line) => line.kind === 'announce' && line.event === 'started')).toBe(true);
  real.kill(1);
  await vi.waitUntil(() => real.standing?.state?.peers[1]?.isOnline === false, PATIENCE);
  real.restart(1);
  expect((await end)?.status).toBe('finished');
  expect(real.standing!.copies!.areAllEqual).toBe(true);
  expect(runs.earlier.map(({ architecture, peers }) => [architecture, peers])).toEqual([['real', 2]]);
  expect(runs.replays.real.endSeconds).toBeGreaterThanOrEqual(runs.current.real!.result!.makespanSeconds!);
});

test('a run that is stopped leaves what arrived; one whose process dies says so, and the next has another', { timeout: 90_000 }, async () => {
  const { scenario, real, runs } = openSmall(2);
  const scale = scaleOf(await real.plan(scenario));
  const end = real.start(scenario, scale, true);
  await vi.waitUntil(() => real.standing?.state?.tracker.isRunning, PATIENCE);
  real.stop();
  expect((await end)?.status).toBe('cancelled');
  const again = real.start(scenario, scale, false);
  await vi.waitUntil(() => real.standing?.place, PATIENCE);
  await house.die('realGone', false);
  expect(await again).toMatchObject({ status: 'failed', problem: { code: 'realGone' } });
  expect([runs.current.real?.status, house.starts]).toEqual(['failed', 2]);
});

test('a run with another number of peers does not take the place of the one that is shown', { timeout: 90_000 }, async () => {
  const { scenario, real, runs } = openSmall(2);
  const scale = scaleOf(await real.plan(scenario));
  const first = real.start(scenario, scale, true);
  real.stop();
  await first;
  const other = real.start(small(3), scaleOf(await real.plan(small(3))), true);
  expect([real.isShown, runs.current.real?.status]).toEqual([false, 'cancelled']);
  real.stop();
  await other;
});
