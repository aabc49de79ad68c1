import { describe, expect, it } from 'vitest';
import { createRateMeter } from './rateMeter';

describe('the rate meter', () => {
  it('averages over the last two rounds of 10 s, not over all time', () => {
    const meter = createRateMeter(1, 20, 10);
    meter.clear(0, 0);
    expect([1000, 1000, 1000, 1000, 5000].map((total, round) => meter.turn(0, total, round))).toEqual([50, 50, 0, 0, 200]);
  });

  it('counts a window shorter than a round as one round, and rounds others to whole rounds', () => {
    const short = createRateMeter(1, 3, 10);
    expect([100, 300].map((total, round) => short.turn(0, total, round))).toEqual([10, 20]);
    const three = createRateMeter(1, 29, 10);
    expect([300, 600, 900, 1200].map((total, round) => three.turn(0, total, round))).toEqual([10, 20, 30, 30]);
  });

  it('keeps rows apart, and forgets a row that is cleared', () => {
    const meter = createRateMeter(2, 20, 10);
    meter.turn(0, 4000, 0);
    expect(meter.turn(1, 200, 0)).toBe(10);
    meter.clear(0, 0);
    expect(meter.turn(0, 0, 1)).toBe(0);
    expect(meter.turn(0, 100, 2)).toBe(5);
    expect(meter.turn(1, 200, 1)).toBe(10);
  });

  it('may leave out a row at rest until something moves again', () => {
    const meter = createRateMeter(1, 20, 10);
    expect([1000, 1000, 1000].map((total, round) => meter.turn(0, total, round))).toEqual([50, 50, 0]);
    expect([1400, 1400, 1400].map((total, k) => meter.turn(0, total, 8 + k))).toEqual([20, 20, 0]);
  });
});
