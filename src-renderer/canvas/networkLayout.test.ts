import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutNetwork, peerAt } from './networkLayout';
import { widthStep } from './paintLinks';
import { groupLetter } from './peerNames';

const WIDTH = 600;
const HEIGHT = 360;

test.each([1, 2, 5, 30, 60, 61, 200, 1000])('%d peers stand inside the drawing and do not cover each other', (peers) => {
  const { x, y, peerRadiusPx: radius } = layoutNetwork(peers, WIDTH, HEIGHT);
  for (let peer = 1; peer <= peers; peer++) {
    expect(x[peer]! - radius).toBeGreaterThanOrEqual(0);
    expect(x[peer]! + radius).toBeLessThanOrEqual(WIDTH);
    expect(y[peer]! - radius).toBeGreaterThanOrEqual(0);
    expect(y[peer]! + radius).toBeLessThanOrEqual(HEIGHT);
    if (peer > 1) expect(Math.hypot(x[peer]! - x[peer - 1]!, y[peer]! - y[peer - 1]!)).toBeGreaterThanOrEqual(2 * radius);
  }
});

test('sixty peers are still large enough to be seen and pressed', () => {
  expect(layoutNetwork(60, WIDTH, HEIGHT).peerRadiusPx).toBeGreaterThanOrEqual(7);
});

test.each([5, 60, 200, 1000])('with %d peers each is found where it stands, the server too', (peers) => {
  const geometry = layoutNetwork(peers, WIDTH, HEIGHT);
  for (let peer = 0; peer <= peers; peer++) expect(peerAt(geometry, geometry.x[peer]!, geometry.y[peer]!)).toBe(peer);
  expect(peerAt(geometry, -50, -50)).toBeNull();
});

test('a place of any size gives finite places', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 1200 }), (peers, width, height) => {
      const { x, y } = layoutNetwork(peers, width, height);
      expect([...x, ...y].every(Number.isFinite)).toBe(true);
    }),
  );
});

test('a faster link is never drawn thinner, and none is left out', () => {
  const steps = [0, 1, 100, 1e5, 1e6, 1e7].map((bitrate) => widthStep(bitrate, 1e6));
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect([steps[0], steps.at(-1)]).toEqual([1, 5]);
  expect(widthStep(5, 0)).toBe(1);
});

test('groups are lettered A to Z and on', () => {
  expect([0, 1, 25, 26, 27, 701, 702].map(groupLetter)).toEqual(['A', 'B', 'Z', 'AA', 'AB', 'ZZ', 'AAA']);
});
