import { describe, expect, it } from 'vitest';
import { createNeighbourManager, FEW_NEIGHBOURS_SECONDS } from './neighbourManager';
import { drawOf, sharesOf } from './policies.testKit';

const manager = createNeighbourManager({ maxNeighbours: 8, minNeighbours: 3, announceIntervalSeconds: 1800 });

describe('the neighbour manager', () => {
  it('dials as many as there is room for beside those connected and those being dialled', () => {
    const out = new Int32Array(10);
    const dial = (connected: number, pending: number) => manager.dial(connected, pending, Int32Array.from([11, 12, 13, 14, 15]), 5, drawOf(1), out);
    expect([dial(0, 0), dial(5, 1), dial(8, 0), dial(6, 4)]).toEqual([5, 2, 0, 0]);
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
