import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultScenario, newPeerGroup, type PeerGroup, type Scenario } from '../scenario/index';
import type { CapacityUse, RunEnd } from '../sim/index';
import { percentile, toRunResult, withoutCapacityBins } from './runResult';
import { headerOf } from './traces.testKit';

const groups = (...changes: Partial<PeerGroup>[]): Scenario => ({ ...defaultScenario(), peerGroups: changes.map((change) => ({ ...newPeerGroup(), count: 1, ...change })) });
const header = { ...headerOf(3, 4), groupOf: Int32Array.of(-1, 0, 1, 1), randomSeed: 42 };
const idle = { nothingToGive: 500, nobodyInterested: 400, noSlot: 300, receiversFull: 200, endPhase: 100 };
const idleBins = { nothingToGive: [500], nobodyInterested: [400], noSlot: [300], receiversFull: [200], endPhase: [100] };
const capacity: CapacityUse = { totalBits: 11_700, usedBits: 10_200, idle, bins: { widthSeconds: 128, untilSeconds: 90, usedBits: [10_200], idle: idleBins } };
const end: RunEnd = {
  finished: true, endedSeconds: 90, pieceTransfers: 12, events: 99, lostPieces: [],
  joinedSeconds: Float64Array.of(0, 0, 5, 10),
  completedSeconds: Float64Array.of(NaN, 20, 55, 40),
  awaySeconds: Float64Array.of(0, 0, 0, 0),
  uploadedBits: Float64Array.of(6000, 3000, 1200, 0),
  downloadedBits: Float64Array.of(0, 3400, 3400, 3400),
  capacity,
};
const scenario = groups({ name: 'slow' }, { name: 'fast', count: 2 });

describe('run result', () => {
  test('counts the makespan from time 0 and completions from the first arrival of each peer', () => {
    const result = toRunResult(scenario, header, end, 'sha256:0');
    expect(result).toMatchObject({ architecture: 'peer-to-peer', seed: 42, engineVersion: 'test', makespanSeconds: 55, peers: 3, completed: 3 });
    expect(result.completionSeconds).toEqual({ min: 20, median: 30, p95: 48, max: 50 });
    expect(result.perPeer.map(({ id, group }) => `${id} ${group}`)).toEqual(['1 slow', '2 fast', '3 fast']);
    expect(result.lostPieces).toBeUndefined();
  });

  test('bits sent are bits delivered', () => {
    const { uploadedBits, deliveredBits } = toRunResult(scenario, header, end, '');
    expect(uploadedBits).toEqual({ server: 6000, peers: 4200 });
    expect(deliveredBits).toBe(10200);
  });

  test('says where the capacity went, over time only where that is wanted', () => {
    const result = toRunResult(scenario, header, end, '');
    expect(result.capacity).toEqual(capacity);
    expect(withoutCapacityBins(result)).toEqual({ ...result, capacity: { totalBits: 11_700, usedBits: 10_200, idle } });
  });

  test('a run that cannot finish has no makespan and names the lost pieces; a peer that never came has no times', () => {
    const stalled = { ...end, finished: false, lostPieces: [2], joinedSeconds: Float64Array.of(0, 0, 5, NaN), completedSeconds: Float64Array.of(NaN, 20, NaN, NaN) };
    const result = toRunResult(scenario, header, stalled, '');
    expect(result).toMatchObject({ finished: false, makespanSeconds: null, completed: 1, lostPieces: [2] });
    expect(result.perPeer[2]).toMatchObject({ joinedSeconds: null, completedSeconds: null });
    expect(toRunResult(scenario, header, { ...stalled, completedSeconds: Float64Array.of(NaN, NaN, NaN, NaN) }, '').completionSeconds).toBeNull();
  });

  test('outside clients are among those who send and receive, by name, and not among the peers', () => {
    const met = { ...header, architecture: 'real' as const, groupOf: Int32Array.of(-1, 0, 1, -1), outside: ['aria2 1.36.0'] };
    const result = toRunResult(groups({ name: 'slow' }, { name: 'fast' }), met, { ...end, duplicateBits: 7, completedSeconds: Float64Array.of(NaN, 20, 55, 80) }, '');
    expect(result).toMatchObject({ peers: 2, completed: 2, makespanSeconds: 55, deliveredBits: 10200, duplicateBits: 7, uploadedBits: { server: 6000, peers: 4200 } });
    expect(result.perPeer.map(({ group, isOutside }) => [group, isOutside])).toEqual([['slow', undefined], ['fast', undefined], ['aria2 1.36.0', true]]);
  });

  test('without peers there is nothing to do, in no time', () => {
    const empty = headerOf(0, 4);
    const none = { ...end, joinedSeconds: Float64Array.of(0), completedSeconds: Float64Array.of(NaN), uploadedBits: Float64Array.of(0), downloadedBits: Float64Array.of(0) };
    expect(toRunResult(groups({ count: 0 }), empty, none, '')).toMatchObject({ finished: true, makespanSeconds: 0, boundSeconds: 0, peers: 0, completionSeconds: null });
  });

  test('states the bound of its architecture where the setting of the textbook holds, else why not', () => {
    const textbook = { ...groups({ count: 10, uploadBitrate: 300_000, downloadBitrate: 2_000_000 }), content: { sizeBits: 15e9, pieceBits: 30e6 } };
    const at = (changed: Scenario) => toRunResult({ ...changed, peerGroups: [...changed.peerGroups, { ...newPeerGroup(), count: 0 }] }, header, end, '');
    const fast = { ...textbook, server: { ...textbook.server, uploadBitrate: 30e6 } };
    expect(at(fast)).toMatchObject({ boundSeconds: 7500 });
    expect(at(fast).boundNote).toBeUndefined();
    expect(at({ ...fast, server: { ...fast.server, leaveAfterCopies: 2 } })).toMatchObject({ boundSeconds: null, boundNote: 'serverLeaves' });
    expect(at({ ...fast, peerGroups: [{ ...fast.peerGroups[0]!, arrival: { kind: 'together', atSeconds: 5 } }] })).toMatchObject({ boundSeconds: null, boundNote: 'lateArrivals' });
    expect(at({ ...fast, server: { ...fast.server, uploadBitrate: 0 } })).toMatchObject({ boundSeconds: null, boundNote: 'serverCannotUpload' });
  });

  test('percentiles lie between the least and the greatest, in order', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, fraction) => {
      const sorted = Float64Array.from(values).sort();
      const found = percentile(sorted, fraction);
      expect(found).toBeGreaterThanOrEqual(sorted[0]!);
      expect(found).toBeLessThanOrEqual(sorted.at(-1)!);
      expect(percentile(sorted, 0)).toBe(sorted[0]);
      expect(percentile(sorted, 1)).toBe(sorted.at(-1));
    }));
  });
});
