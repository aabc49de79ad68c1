import { expect, test } from 'vitest';
import { layoutNetwork, peerAt } from './networkLayout';
import { placeIn, withPlaces } from './peerPlaces';

test('a peer stands where it was put, in every size of the drawing, and all others where they stood', () => {
  for (const [width, height] of [[600, 360], [900, 200]] as const) {
    const ring = layoutNetwork(10, width, height);
    const moved = withPlaces(ring, [{ peer: 3, x: 0.25, y: 0.25 }]);
    expect([moved.x[3], moved.y[3]]).toEqual([width / 4, height / 4]);
    expect(peerAt(moved, width / 4, height / 4)).toBe(3);
    expect(placeIn(moved, { x: moved.x[3]!, y: moved.y[3]! })).toEqual({ x: 0.25, y: 0.25 });
    for (const peer of [0, 1, 2, 4, 10]) expect([moved.x[peer], moved.y[peer]]).toEqual([ring.x[peer], ring.y[peer]]);
  }
});

test('no peer leaves the drawing, none that is not there is put anywhere, and clusters stay as they are', () => {
  const ring = layoutNetwork(3, 600, 360);
  const moved = withPlaces(ring, [{ peer: 1, x: 1, y: 0 }, { peer: 9, x: 0.5, y: 0.5 }]);
  expect(moved.x[1]).toBeLessThan(600);
  expect(moved.y[1]).toBeGreaterThan(0);
  expect(moved.x).toHaveLength(4);
  const grid = layoutNetwork(100, 600, 360);
  expect(withPlaces(grid, [{ peer: 1, x: 0, y: 0 }])).toBe(grid);
});
