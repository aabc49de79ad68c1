import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spreadOf, summarize } from './summary';
import { tQuantile } from './tQuantile';
import type { SweepHeader } from './types';

describe('the t quantile', () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values, 0.975 and 0.995.
  test.each([
    [1, 12.706, 63.657], [2, 4.303, 9.925], [3, 3.182, 5.841], [4, 2.776, 4.604], [5, 2.571, 4.032], [6, 2.447, 3.707], [7, 2.365, 3.499],
    [9, 2.262, 3.25], [10, 2.228, 3.169], [15, 2.131, 2.947], [20, 2.086, 2.845], [29, 2.045, 2.756], [30, 2.042, 2.75], [60, 2, 2.66], [100, 1.984, 2.626],
  ])('with %i degrees of freedom is %d for 95 %% and %d for 99 %%', (freedom, at95, at99) => {
    expect(tQuantile(0.95, freedom)).toBeCloseTo(at95, 3);
    expect(tQuantile(0.99, freedom)).toBeCloseTo(at99, 3);
  });

  test('has the closed forms of one and two degrees of freedom', () => {
    for (const confidence of [0.5, 0.8, 0.95, 0.999]) {
      expect(tQuantile(confidence, 1) / Math.tan((Math.PI * confidence) / 2)).toBeCloseTo(1, 10);
      expect(tQuantile(confidence, 2) / (confidence * Math.sqrt(2 / (1 - confidence * confidence)))).toBeCloseTo(1, 10);
    }
  });

  test('comes to that of the normal distribution, 1.959964', () => {
    expect(tQuantile(0.95, 100_000)).toBeCloseTo(1.95999, 4);
  });
});

describe('the spread of some values', () => {
  test('is that of a worked example', () => {
    // By hand: mean 5, squared differences 32 in all.
    const spread = spreadOf([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(spread).toMatchObject({ n: 8, mean: 5, median: 4.5 });
    expect(spread.sd).toBeCloseTo(Math.sqrt(32 / 7), 12);
    // 2.364624 sqrt(32 / 7) / sqrt(8)
    expect(spread.high).toBeCloseTo(5 + 1.787488, 5);
    expect(spread.low).toBeCloseTo(5 - 1.787488, 5);
    // Type 7: place 0.05 x 7 = 0.35 lies between 2 and 4, place 6.65 between 7 and 9.
    expect(spread.p5).toBeCloseTo(2.7, 12);
    expect(spread.p95).toBeCloseTo(8.3, 12);
  });

  test('of one value has no width that could be told; of none it is nothing', () => {
    expect(spreadOf([3])).toEqual({ n: 1, mean: 3, sd: null, low: null, high: null, median: 3, p5: 3, p95: 3 });
    expect(spreadOf([])).toEqual({ n: 0, mean: null, sd: null, low: null, high: null, median: null, p5: null, p95: null });
  });

  test('does not depend on the order for its ranks, and holds its mean between its ends', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 40 }), (values) => {
      const spread = spreadOf(values);
      const turned = spreadOf([...values].reverse());
      expect([turned.median, turned.p5, turned.p95]).toEqual([spread.median, spread.p5, spread.p95]);
      expect(spread.mean!).toBeGreaterThanOrEqual(spread.low!);
      expect(spread.mean!).toBeLessThanOrEqual(spread.high!);
      expect(spread.p5!).toBeLessThanOrEqual(spread.p95!);
    }));
  });
});

test('a summary has every setting, counts what failed apart, and leaves runs that did not finish out of the times', () => {
  const header: SweepHeader = {
    format: 'swarm-lab/sweep-rows', version: 1, engineVersion: '1', sweep: 'sha256:0', architecture: 'peer-to-peer', seed: 1, repeats: 3,
    vary: [{ path: 'peerGroups[0].count', values: [1, 2, 3] }], runs: 9,
  };
  const bounds = { boundSeconds: 9, clientServerSeconds: 10, peerToPeerSeconds: 9 };
  const row = (run: number, makespanSeconds: number | null) => ({ run, ...bounds, finished: makespanSeconds !== null, makespanSeconds, utilisation: 0.5, meanCompletionSeconds: 8 });
  const summaries = summarize(header, [row(0, 10), row(1, 14), row(2, null), row(3, 20), { run: 4, makespanSeconds: null, failed: 'worker gone' }]);
  expect(summaries.map(({ values, runs, finished }) => [values['peerGroups[0].count'], runs, finished])).toEqual([[1, 3, 2], [2, 1, 1], [3, 0, 0]]);
  expect(summaries[0]?.measures.makespanSeconds).toMatchObject({ n: 2, mean: 12 });
  expect(summaries[0]?.measures.utilisation.n).toBe(3);
  expect(summaries[1]).toMatchObject(bounds);
  expect(summaries[2]).toMatchObject({ boundSeconds: null, measures: { makespanSeconds: { n: 0, mean: null } } });
});
