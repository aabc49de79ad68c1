import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PeerGroup } from './fields';
import { peerIndex } from './peerIndex';
import { partOfGroup } from './peerParts';
import { expandPeers, groupPeers, withCopyOfPeer, withoutPeers, withPeers, withPeersWritten } from './peers';
import { newPeerGroup } from './scenario';

const group = (count: number, part: Partial<PeerGroup> = {}): PeerGroup => ({ ...newPeerGroup(), count, ...part });
const evenly = (fromSeconds: number, untilSeconds: number): PeerGroup['arrival'] => ({ kind: 'evenly', fromSeconds, untilSeconds });
const counts = (groups: readonly PeerGroup[]) => groups.map(({ count }) => count);
const uploads = (groups: readonly PeerGroup[]) => expandPeers(groups).map(({ uploadBitrate }) => uploadBitrate);
/** When each peer arrives; of random arrivals only the mean distance is known. */
const arrivals = (groups: readonly PeerGroup[]) =>
  expandPeers(groups).map(({ arrival }) => (arrival.kind === 'together' ? arrival.atSeconds : arrival.kind === 'evenly' ? arrival.fromSeconds : 1 / arrival.perSecond));
const nearly = (a: readonly number[], b: readonly number[]) => a.length === b.length && a.every((value, at) => Math.abs(value - (b[at] ?? NaN)) <= 1e-6 * (1 + Math.abs(value)));

const anyArrival: fc.Arbitrary<PeerGroup['arrival']> = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((atSeconds) => ({ kind: 'together' as const, atSeconds })),
  fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 1000 })).map(([from, span]) => evenly(from, from + span)),
  fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 9 })).map(([rate, fromSeconds]) => ({ kind: 'poisson' as const, perSecond: rate / 100, fromSeconds })),
);
const anyGroup = fc.record({ count: fc.integer({ min: 1, max: 12 }), uploadBitrate: fc.integer({ min: 0, max: 3 }), arrival: anyArrival }).map((part) => group(part.count, part));
const anyGroups = fc.array(anyGroup, { minLength: 1, maxLength: 5 }).map((groups) => groups.map((one, at) => ({ ...one, name: `g${at}` })));

describe('peers one by one', () => {
  it('are the groups again, names and all, when neighbours that are alike grow together', () => {
    fc.assert(fc.property(anyGroups, (groups) => {
      const back = groupPeers(expandPeers(groups));
      expect(back.map(({ name, count, uploadBitrate, arrival }) => [name, count, uploadBitrate, arrival.kind])).toEqual(groups.map(({ name, count, uploadBitrate, arrival }) => [name, count, uploadBitrate, arrival.kind]));
      expect(nearly(arrivals(back), arrivals(groups))).toBe(true);
    }));
  });

  it('come back exactly, random arrivals included', () => {
    const groups = [group(3, { name: 'a', arrival: evenly(0, 600) }), group(1, { name: 'b' }), group(30, { name: 'c', arrival: { kind: 'poisson', perSecond: 0.1, fromSeconds: 5 } })];
    expect(groupPeers(expandPeers(groups))).toEqual(groups);
  });

  it('keep keys that nobody knows', () => {
    const groups = [{ ...group(4), school: 'Hana' }];
    expect(groupPeers(expandPeers(groups))).toEqual(groups);
  });

  it('are found by number, whatever empty groups stand between', () => {
    const index = peerIndex([group(0), group(2, { name: 'a' }), group(0), group(3, { name: 'b' }), group(0)]);
    expect(index.count).toBe(5);
    expect([1, 2, 3, 5].map((peer) => index.peer(peer).name)).toEqual(['a', 'a', 'b', 'b']);
    expect([0, 1, 3].map(index.range)).toEqual([null, { first: 1, last: 2 }, { first: 3, last: 5 }]);
    expect(() => index.peer(6)).toThrow(RangeError);
  });
});

describe('changing some peers', () => {
  const fast = (peer: PeerGroup): PeerGroup => ({ ...peer, uploadBitrate: 9 });

  it('cuts their group and leaves the others as they were', () => {
    expect(counts(withPeers([group(30)], [{ first: 5, last: 20 }], fast))).toEqual([4, 16, 10]);
    expect(withPeers([group(30)], [{ first: 1, last: 30 }], fast)).toEqual([fast(group(30))]);
  });

  it('changes those and nobody else, and moves no arrival', () => {
    fc.assert(fc.property(anyGroups, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 10 }), (groups, first, more) => {
      const total = expandPeers(groups).length;
      const range = { first: Math.min(first, total), last: Math.min(first + more, total) };
      const next = withPeers(groups, [range], fast);
      expect(uploads(next)).toEqual(uploads(groups).map((rate, at) => (at + 1 >= range.first && at + 1 <= range.last ? 9 : rate)));
      expect(nearly(arrivals(next), arrivals(groups))).toBe(true);
    }));
  });

  it('and changing them back makes one group of them again', () => {
    fc.assert(fc.property(anyGroup, fc.nat(11), (whole, at) => {
      const peer = (at % whole.count) + 1;
      const there = withPeers([whole], [{ first: peer, last: peer }], fast);
      const back = withPeers(there, [{ first: peer, last: peer }], (one) => ({ ...one, uploadBitrate: whole.uploadBitrate }));
      expect(counts(back)).toEqual([whole.count]);
      expect(nearly(arrivals(back), arrivals([whole]))).toBe(true);
    }));
  });

  it('does not join groups that nobody touched, though they are alike, nor drop empty ones', () => {
    expect(counts(withPeers([group(2), group(2), group(0), group(1, { name: 'b' })], [{ first: 5, last: 5 }], fast))).toEqual([2, 2, 0, 1]);
  });

  it('shares the rate of random arrivals', () => {
    const rates = withPeers([group(10, { arrival: { kind: 'poisson', perSecond: 1, fromSeconds: 0 } })], [{ first: 1, last: 4 }], fast).map(({ arrival }) => arrival);
    expect(rates).toEqual([{ kind: 'poisson', perSecond: 0.4, fromSeconds: 0 }, { kind: 'poisson', perSecond: 0.6, fromSeconds: 0 }]);
  });
});

describe('writing over peers', () => {
  const rate = (uploadBitrate: number) => (peer: PeerGroup): PeerGroup => ({ ...peer, uploadBitrate });

  it('takes the place of all, or of as many as are written', () => {
    expect(uploads(withPeersWritten([group(4, { uploadBitrate: 1 })], 1, [rate(5), rate(6)], false))).toEqual([5, 6]);
    expect(uploads(withPeersWritten([group(4, { uploadBitrate: 1 })], 2, [rate(5), rate(6)], true))).toEqual([1, 5, 6, 1]);
  });

  it('goes on beyond the last peer with new ones like it', () => {
    const next = withPeersWritten([group(2, { name: 'a' }), group(1, { name: 'b', uploadBitrate: 1 })], 3, [rate(5), rate(6)], true);
    expect(next.map(({ name, count, uploadBitrate }) => [name, count, uploadBitrate])).toEqual([['a', 2, 300e3], ['b', 1, 5], ['b', 1, 6]]);
    expect(uploads(withPeersWritten([group(0)], 1, [rate(5)], true))).toEqual([5]);
  });

  it('makes a group of those in a row that are alike', () => {
    expect(counts(withPeersWritten([group(1)], 1, [1, 1, 2, 2, 2, 1].map(rate), false))).toEqual([2, 3, 1]);
  });
});

describe('taking peers away and adding some', () => {
  it('takes them out of their groups; a group without anybody goes, but never the last', () => {
    const groups = [group(3, { name: 'a' }), group(1, { name: 'b' }), group(0, { name: 'c' })];
    expect(withoutPeers(groups, [{ first: 2, last: 2 }, { first: 4, last: 4 }]).map(({ name, count }) => [name, count])).toEqual([['a', 2], ['c', 0]]);
    expect(counts(withoutPeers([group(2)], [{ first: 1, last: 9 }]))).toEqual([0]);
  });

  it('adds a copy to the group of the one copied', () => {
    expect(counts(withCopyOfPeer([group(2), group(3)], 3))).toEqual([2, 4]);
    expect(counts(withCopyOfPeer([group(0)], 1))).toEqual([1]);
  });
});

it('a part of an even arrival keeps the times of its peers', () => {
  expect(partOfGroup(group(5, { arrival: evenly(0, 40) }), 1, 3).arrival).toEqual(evenly(10, 30));
});
