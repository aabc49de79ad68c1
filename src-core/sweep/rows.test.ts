import { expect, test } from 'vitest';
import { defaultScenario, type Scenario } from '../scenario/index';
import { failedRow, measureRun, sweepRowSchema } from './rows';
import type { PlannedRun } from './types';

const [group] = defaultScenario().peerGroups;
const small: Scenario = {
  ...defaultScenario(),
  content: { sizeBits: 10_000_000, pieceBits: 100_000 },
  server: { ...defaultScenario().server, uploadBitrate: 1_000_000 },
  peerGroups: [{ ...group!, count: 4, uploadBitrate: 500_000, downloadBitrate: null }],
};
const planned = (scenario: Scenario, architecture: PlannedRun['options']['architecture'] = 'peer-to-peer'): PlannedRun => ({
  run: 3, values: { 'peerGroups[0].count': 4 }, options: { scenario, architecture, randomSeed: 5 },
});

test('client-server uses its whole capacity: the server alone, until the last bit', () => {
  const row = measureRun(planned(small, 'client-server'));
  expect(row).toMatchObject({ run: 3, 'peerGroups[0].count': 4, seed: 5, finished: true, peers: 4, completed: 4, boundSeconds: 40, clientServerSeconds: 40 });
  expect(row.utilisation).toBeCloseTo(1, 9);
  expect(row.makespanSeconds).toBeCloseTo(40, 9);
});

test('peer-to-peer uses bound / makespan of it where total upload binds', () => {
  const row = measureRun(planned(small));
  // N F / (us + U) = 40 Mbit / 3 Mbit/s
  expect(row.peerToPeerSeconds).toBeCloseTo(40 / 3, 12);
  expect(Number(row.utilisation)).toBeCloseTo(Number(row.peerToPeerSeconds) / Number(row.makespanSeconds), 12);
  expect(Number(row.meanCompletionSeconds)).toBeLessThanOrEqual(Number(row.makespanSeconds));
});

test('a free rider adds nothing to the capacity', () => {
  const row = measureRun(planned({ ...small, peerGroups: [{ ...small.peerGroups[0]!, strategy: 'free-rider' }] }));
  expect(Number(row.utilisation)).toBeCloseTo(40 / Number(row.makespanSeconds), 12);
});

test('where not everybody completes there is no makespan and no utilisation, and the bound says why it is not stated', () => {
  const row = measureRun(planned({ ...small, server: { ...small.server, leaveAfterCopies: 0.2 } }));
  expect(row).toMatchObject({ finished: false, makespanSeconds: null, utilisation: null, boundSeconds: null, boundNote: 'serverLeaves', meanCompletionSeconds: null });
});

test('without peers nothing has to be done', () => {
  const row = measureRun(planned({ ...small, peerGroups: [{ ...small.peerGroups[0]!, count: 0 }] }));
  expect(row).toMatchObject({ finished: true, peers: 0, makespanSeconds: 0, utilisation: null, meanCompletionSeconds: null });
});

test('a row has its columns in one order, also after it has been written and read', () => {
  const row = measureRun(planned(small));
  expect(JSON.stringify(sweepRowSchema.parse(JSON.parse(JSON.stringify(row))))).toBe(JSON.stringify(row));
  expect(Object.keys(failedRow(planned(small), 'gone'))).toEqual([...Object.keys(row), 'failed']);
});
