import { describe, expect, it } from 'vitest';
import { createNeighbourManager, FEW_NEIGHBOURS_SECONDS } from './neighbourManager';
import { drawOf, sharesOf } from './policies.testKit';

const manager = createNeighbourManager({ maxNeighbours: 8, minNeighbours: 3, announceIntervalSeconds: 1800 });

describe('the neighbour manager', () => {
  it('dials until 35 of 55 places are taken or being taken, and leaves the others to those who dial it', () => {
    const dialOf = (maxNeighbours: number) => {
      const one = createNeighbourManager({ maxNeighbours, minNeighbours: 0, announceIntervalSeconds: 1800 });
      return (connected: number, pending: number) => one.dial(connected, pending, Int32Array.from({ length: 50 }, (_, k) => k), 50, drawOf(1), new Int32Array(50));
    };
    const dial = dialOf(55);
    expect([dial(0, 0), dial(20, 5), dial(35, 0), dial(30, 9)]).toEqual([35, 10, 0, 0]);
    expect([dialOf(1)(0, 0), dialOf(80)(0, 0)]).toEqual([1, 50]);
  });

  it('dials each address once, in random order', () => {
    const draw = drawOf(2);
    const out = new Int32Array(4);
    const distinct = new Set<string>();
    const first = sharesOf(12_000, 4, () => {
      const count = manager.dial(0, 0, Int32Array.from([0, 1, 2, 3]), 4, draw, out);
      distinct.add([...out.subarray(0, count)].sort().join());
      return out[0]!;
    });
    expect([...distinct]).toEqual(['0,1,2,3']);
    for (const share of first) expect(Math.abs(share - 0.25)).toBeLessThan(0.02);
  });

  it('accepts neighbours until it has all that it may', () => {
    expect([0, 7, 8, 9].map((connected) => manager.accepts(connected))).toEqual([true, true, false, false]);
  });

  it('announces every interval, and with few neighbours again after a minute', () => {
    expect(FEW_NEIGHBOURS_SECONDS).toBe(60);
    expect(manager.nextAnnounceSeconds(3, 100, 150)).toBe(1900);
    expect(manager.nextAnnounceSeconds(2, 100, 110)).toBe(160);
    expect(manager.nextAnnounceSeconds(2, 100, 500)).toBe(500);
    const hasty = createNeighbourManager({ maxNeighbours: 8, minNeighbours: 3, announceIntervalSeconds: 30 });
    expect(hasty.nextAnnounceSeconds(0, 100, 110)).toBe(130);
  });
});
