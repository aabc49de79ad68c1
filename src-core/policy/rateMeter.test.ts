import { describe, expect, it } from 'vitest';
import { createRateMeter, type RateMeter } from './rateMeter';

/** The rate of a row at each of some rounds, before which it got so many bits. */
const ratesOf = (meter: RateMeter, row: number, bitsByRound: readonly number[]) =>
  bitsByRound.map((bits) => {
    meter.add(row, bits);
    return meter.turn(row);
  });

describe('the rate meter', () => {
  it('averages over the last two rounds of 10 s, not over all time', () => {
    expect(ratesOf(createRateMeter(1, 20, 10), 0, [1000, 0, 0, 0, 4000])).toEqual([50, 50, 0, 0, 200]);
  });

  it('counts a window shorter than a round as one round, and rounds others to whole rounds', () => {
    expect(ratesOf(createRateMeter(1, 3, 10), 0, [100, 200])).toEqual([10, 20]);
    expect(ratesOf(createRateMeter(1, 29, 10), 0, [300, 300, 300, 300])).toEqual([10, 20, 30, 30]);
  });

  it('adds up what comes in one round', () => {
    const meter = createRateMeter(1, 20, 10);
    meter.add(0, 300);
    meter.add(0, 100);
    expect(meter.turn(0)).toBe(20);
  });

  it('keeps rows apart, and forgets a row that is cleared', () => {
    const meter = createRateMeter(2, 20, 10);
    expect(ratesOf(meter, 0, [4000])).toEqual([200]);
    expect(ratesOf(meter, 1, [200])).toEqual([10]);
    meter.add(0, 7);
    meter.clear(0);
    expect(ratesOf(meter, 0, [0, 100])).toEqual([0, 5]);
    expect(ratesOf(meter, 1, [0])).toEqual([10]);
  });

  it('may leave out a row at rest until something moves again', () => {
    const meter = createRateMeter(1, 20, 10);
    expect(ratesOf(meter, 0, [1000, 0, 0])).toEqual([50, 50, 0]);
    expect(ratesOf(meter, 0, [400, 0, 0])).toEqual([20, 20, 0]);
  });

  it('goes on from what another row knew, once that was moved', () => {
    const meter = createRateMeter(2, 20, 10);
    ratesOf(meter, 0, [2000]);
    meter.add(0, 1000);
    meter.move(0, 1);
    meter.clear(0);
    expect(ratesOf(meter, 1, [1000, 0])).toEqual([200, 100]);
    expect(meter.turn(0)).toBe(0);
  });
});
