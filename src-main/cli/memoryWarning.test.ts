import { expect, it } from 'vitest';
import { defaultScenario, newPeerGroup } from '@core/scenario';
import { memoryWarnings } from './memoryWarning';
import { createWords } from './words';

const withPeers = (count: number) => ({ ...defaultScenario(), content: { sizeBits: 1e12, pieceBits: 1e6 }, peerGroups: [{ ...newPeerGroup(), count }] });

it('warns of a scenario that would take more memory than there is, with the count that fits', () => {
  const [warning, ...more] = memoryWarnings(withPeers(900_000), createWords('en'));
  expect(more).toEqual([]);
  expect(warning?.path).toBe('peerGroups[0].count');
  expect(warning?.message).toMatch(/^found 900000; a run would take about \d+\.\d GB of memory.*allowed: at most \d+$/);
  const [korean] = memoryWarnings(withPeers(900_000), createWords('ko'));
  expect(korean?.message).toMatch(/^값: 900000\. .*허용: \d+ 이하$/);
});

it('does not warn of a small one', () => {
  expect(memoryWarnings(defaultScenario(), createWords('en'))).toEqual([]);
});
