import { describe, expect, it } from 'vitest';
import { defaultScenario, newPeerGroup, type Scenario } from '../scenario/index';
import { bounds } from './bounds';
import { equalCapacityOptimum, wholePieceBound } from './wholePieces';

function scenarioOf(sizeBits: number, pieceBits: number, us: number, uploads: readonly number[]): Scenario {
  const base = defaultScenario();
  return {
    ...base,
    content: { sizeBits, pieceBits },
    server: { ...base.server, uploadBitrate: us },
    peerGroups: uploads.map((uploadBitrate) => ({ ...newPeerGroup(), count: 1, uploadBitrate, downloadBitrate: null })),
  };
}

describe('L3: the least time when only whole pieces are passed on', () => {
  it('with all capacities u it is (F/u)(1 + (H_N - 1)/M)', () => {
    for (const [n, harmonic] of [[1, 1], [2, 1.5], [3, 11 / 6], [4, 25 / 12]] as const) {
      const found = wholePieceBound(scenarioOf(100, 10, 1, Array<number>(n).fill(1)));
      expect(found).toBeCloseTo(100 * (1 + (harmonic - 1) / 10), 9);
    }
  });
  it('two peers, one piece: 1.5 units', () => expect(wholePieceBound(scenarioOf(1e6, 1e6, 1e6, [1e6, 1e6]))).toBe(1.5));
  it('the fastest peers come first, whatever the order of the groups', () => {
    expect(wholePieceBound(scenarioOf(100, 10, 1, [0, 3, 1]))).toBeCloseTo(100 + 10 * (1 / 4 + 1 / 5), 12);
    expect(wholePieceBound(scenarioOf(100, 10, 1, [1, 0, 3]))).toBeCloseTo(100 + 10 * (1 / 4 + 1 / 5), 12);
  });
  it('counts the last piece, where it is short', () => expect(wholePieceBound(scenarioOf(101, 10, 1, [1, 1]))).toBeCloseTo(101 + 0.5, 12));
  it('is above F/us, and grows with the size of a piece', () => {
    const [small, large] = [wholePieceBound(scenarioOf(1e6, 1e3, 1e6, [1e6, 1e6]))!, wholePieceBound(scenarioOf(1e6, 1e5, 1e6, [1e6, 1e6]))!];
    expect(small).toBeGreaterThan(bounds(scenarioOf(1e6, 1e3, 1e6, [1e6, 1e6])).peerToPeer.terms[0]!.seconds!);
    expect(large).toBeGreaterThan(small);
  });
  it('no peers: 0 s; a server that cannot upload: never', () => {
    expect(wholePieceBound(scenarioOf(100, 10, 1, []))).toBe(0);
    expect(wholePieceBound(scenarioOf(100, 10, 0, [1]))).toBeNull();
  });
});

describe('the classic optimum for equal capacities (Mundinger, Weber & Weiss)', () => {
  it.each([[1, 1], [2, 2], [3, 2], [4, 3], [7, 3], [8, 4]])('%i peers, one piece: %i units', (n, units) => {
    expect(equalCapacityOptimum({ sizeBits: 1e6, pieceBits: 1e6 }, 1e6, n)).toBe(units);
  });
  it('the more pieces, the nearer to F/u', () => expect(equalCapacityOptimum({ sizeBits: 1e6, pieceBits: 1e3 }, 1e6, 256)).toBe(1.008));
});
