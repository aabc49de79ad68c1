import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterPeers } from './clustering';
import { clusterFlows, flowsOf } from './flows';
import { layoutNetwork, peerAt } from './networkLayout';
import { runReplay } from './replays.testKit';
import { placeBefore, WHOLE, zoomed, zoomedAt } from './zoom';

const headerOf = (groups: readonly number[]) => ({ peerCount: groups.length + 1, groupOf: Int32Array.from([-1, ...groups]) });

test('peers stand by their groups; of too many groups the smallest are one', () => {
  const few = clusterPeers(headerOf([0, 1, 0, 2]));
  expect(few.clusters).toEqual([{ group: 0, peers: [1, 3] }, { group: 1, peers: [2] }, { group: 2, peers: [4] }]);
  expect([...few.of]).toEqual([3, 0, 1, 0, 2]);
  const many = clusterPeers(headerOf([0, 1, 1, 2, 3, 3, 3]), 3);
  expect(many.clusters).toEqual([{ group: 1, peers: [2, 3] }, { group: 3, peers: [5, 6, 7] }, { group: -1, peers: [1, 4] }]);
});

test('every peer is in one cluster, whatever the groups, and stands inside the drawing where it is found', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 61, maxLength: 400 }), (groups) => {
      const clustering = clusterPeers(headerOf(groups));
      expect(clustering.clusters.flatMap(({ peers }) => peers).sort((a, b) => a - b)).toEqual(groups.map((_, at) => at + 1));
      const geometry = layoutNetwork(groups.length, 560, 240, clustering, 13);
      expect(geometry.blocks).toHaveLength(clustering.clusters.length);
      for (let peer = 1; peer <= groups.length; peer++) {
        const { topPx, heightPx, namePx } = geometry.blocks[clustering.of[peer]!]!;
        expect(geometry.y[peer]!).toBeGreaterThan(topPx + namePx);
        expect(geometry.y[peer]!).toBeLessThan(Math.min(240, topPx + heightPx));
        expect(peerAt(geometry, geometry.x[peer]!, geometry.y[peer]!)).toBe(peer);
      }
    }),
    { numRuns: 60 },
  );
});

test('what flows between clusters is all that flows', () => {
  const replay = runReplay('peer-to-peer');
  const { of, clusters } = clusterPeers(replay.header);
  const flows = new Float64Array((clusters.length + 1) ** 2);
  for (const share of [0.05, 0.1, 0.2]) {
    replay.seek(share * replay.endSeconds);
    const { serverBitrate, peersBitrate } = flowsOf(replay.state);
    const total = clusterFlows(replay.state, of, clusters.length, flows);
    expect(total).toBeGreaterThan(0);
    expect(total).toBeCloseTo(serverBitrate + peersBitrate, 3);
    expect(flows.reduce((sum, flow) => sum + flow, 0)).toBeCloseTo(total, 3);
    expect(flows.slice(clusters.length * (clusters.length + 1)).reduce((sum, flow) => sum + flow, 0)).toBeCloseTo(serverBitrate, 3);
  }
});

test('what lies under the pointer stays there while one goes nearer, and the drawing never leaves its place', () => {
  fc.assert(
    fc.property(fc.float({ min: 0, max: 600, noNaN: true }), fc.float({ min: 0, max: 300, noNaN: true }), fc.float({ min: Math.fround(0.2), max: 5, noNaN: true }), (x, y, factor) => {
      const near = zoomedAt(WHOLE, 2, { x: 300, y: 150 }, 600, 300);
      const before = placeBefore(near, { x, y });
      const next = zoomedAt(near, factor, { x, y }, 600, 300);
      if (factor >= 1) {
        const after = placeBefore(next, { x, y });
        expect(after.x).toBeCloseTo(before.x, 6);
        expect(after.y).toBeCloseTo(before.y, 6);
      }
      expect(next.x).toBeLessThanOrEqual(0);
      expect(next.x + 600 * next.scale).toBeGreaterThanOrEqual(600 - 1e-6);
    }),
  );
  expect(zoomedAt(zoomedAt(WHOLE, 4, { x: 1, y: 1 }, 600, 300), 0.1, { x: 9, y: 9 }, 600, 300)).toEqual(WHOLE);
});

test('in a drawing looked at nearer each peer is found where it is shown', () => {
  const view = zoomedAt(WHOLE, 3, { x: 500, y: 100 }, 560, 240);
  const near = zoomed(layoutNetwork(200, 560, 240), view);
  for (const peer of [1, 77, 200]) expect(peerAt(near, near.x[peer]!, near.y[peer]!)).toBe(peer);
  expect(near.peerRadiusPx).toBeGreaterThan(layoutNetwork(200, 560, 240).peerRadiusPx);
});
