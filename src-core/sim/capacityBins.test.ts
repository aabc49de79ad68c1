import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateBins, MOST_BINS } from './capacityBins';

test('a steady rate fills all bins alike, the last one as far as it goes', () => {
  const bins = createRateBins(1);
  bins.reach(300);
  bins.add(0, 8, 0, 300.25);
  expect(bins.widthSeconds).toBe(1);
  const bits = bins.bitsUntil(0, 300.25);
  expect(bits.length).toBe(301);
  expect(new Set(bits.slice(0, 300))).toEqual(new Set([8]));
  expect(bits[300]).toBe(2);
});

test('merging pairs keeps every bit where it was', () => {
  const bins = createRateBins(2);
  for (let second = 0; second < 1_000; second++) {
    bins.reach(second + 1);
    bins.add(second % 2, 1 + second, second, second + 1);
  }
  expect(bins.widthSeconds).toBe(2);
  expect(bins.bitsUntil(0, 1_000)).toEqual(Array.from({ length: 500 }, (_, bin) => 1 + 2 * bin));
  expect(bins.bitsUntil(1, 1_000)).toEqual(Array.from({ length: 500 }, (_, bin) => 2 + 2 * bin));
});

test('any stretches of time are kept whole in at most 512 bins', () => {
  const stretch = fc.record({ pause: fc.double({ min: 0, max: 1e4, noNaN: true }), lasts: fc.double({ min: 0, max: 1e5, noNaN: true }), bitrate: fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e9, noNaN: true })) });
  fc.assert(fc.property(fc.array(stretch, { minLength: 1, maxLength: 60 }), (stretches) => {
    const bins = createRateBins(1);
    let time = 0;
    let expected = 0;
    for (const { pause, lasts, bitrate } of stretches) {
      const from = time + pause;
      time = from + lasts;
      expected += bitrate * (time - from);
      bins.reach(time);
      bins.add(0, bitrate, from, time);
    }
    const bits = bins.bitsUntil(0, time);
    expect(bits.length).toBeLessThanOrEqual(MOST_BINS);
    expect(Math.abs(bits.reduce((sum, one) => sum + one, 0) - expected)).toBeLessThanOrEqual(1e-9 * expected);
  }));
});
