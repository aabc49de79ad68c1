import { describe, expect, it } from 'vitest';
import { drawOf } from './policies.testKit';
import { drawTrackerSubset } from './trackerSubset';

function trackerOf(peers: readonly number[]) {
  const members = Int32Array.from(peers);
  const place = new Int32Array(Math.max(...peers) + 1).fill(-1);
  peers.forEach((peer, at) => (place[peer] = at));
  return { members, place };
}

describe('the tracker’s answer', () => {
  it('is every subset equally often', () => {
    const { members, place } = trackerOf([0, 1, 2, 3, 4, 5]);
    const draw = drawOf(4);
    const out = new Int32Array(3);
    const times = 40_000;
    const counts = new Map<string, number>();
    for (let k = 0; k < times; k++) {
      const key = [...out.subarray(0, drawTrackerSubset(members, place, 6, 2, 3, draw, out))].sort().join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    // 10 subsets of 3 out of the 5 others; chi-square with 9 degrees of freedom is above 27.9 once in a thousand.
    expect(counts.size).toBe(10);
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - times / 10) ** 2 / (times / 10), 0);
    expect(chiSquare).toBeLessThan(27.9);
  });

  it('never holds the asker, nor a peer twice, nor more than are registered', () => {
    const { members, place } = trackerOf([3, 1, 4]);
    const out = new Int32Array(50);
    const draw = drawOf(5);
    for (let k = 0; k < 100; k++) {
      const count = drawTrackerSubset(members, place, 3, 1, 50, draw, out);
      expect([...out.subarray(0, count)].sort()).toEqual([3, 4]);
    }
    expect(drawTrackerSubset(members, place, 3, 9, 50, draw, out)).toBe(3);
    expect(drawTrackerSubset(members, place, 0, 9, 50, draw, out)).toBe(0);
  });

  it('keeps the tracker’s list in step with its index', () => {
    const { members, place } = trackerOf([5, 2, 7, 0]);
    drawTrackerSubset(members, place, 4, 7, 2, drawOf(6), new Int32Array(2));
    expect([...members].sort()).toEqual([0, 2, 5, 7]);
    members.forEach((peer, at) => expect(place[peer]).toBe(at));
  });
});
