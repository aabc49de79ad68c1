import { expect, test } from 'vitest';
import { canStamp, createMarkStamps, type PaintMark } from './markStamps';
import type { NetworkGeometry } from './networkGeometry';
import { layoutNetwork } from './networkLayout';

const SIZE = { width: 960, height: 440 };
const newPlate = (ratio: number) => ({ pixels: new Uint32Array(SIZE.width * ratio * SIZE.height * ratio), width: SIZE.width * ratio, height: SIZE.height * ratio });

/** Pixels whose middle is no further than `radius` from a place are `colour`. */
function disc(pixels: Uint32Array, width: number, x: number, y: number, radius: number, colour: number): void {
  for (let at = 0; at < pixels.length; at++) {
    const [dx, dy] = [(at % width) + 0.5 - x, Math.floor(at / width) + 0.5 - y];
    if (dx * dx + dy * dy <= radius * radius) pixels[at] = colour;
  }
}

/** A mark of one colour: as many painted as asked for. */
function discs(geometry: NetworkGeometry, ratio: number, colourOf: (peer: number) => number): { readonly paint: PaintMark; readonly painted: () => number } {
  let count = 0;
  const paint: PaintMark = (peer, moveX, moveY, side) => {
    count += 1;
    const pixels = new Uint32Array(side * side);
    disc(pixels, side, geometry.x[peer]! * ratio + moveX, geometry.y[peer]! * ratio + moveY, geometry.peerRadiusPx * ratio, colourOf(peer));
    return pixels;
  };
  return { paint, painted: () => count };
}

test.each([1, 2])('a thousand copied marks are those that would be painted, none covers another, at ratio %d', (ratio) => {
  const geometry = layoutNetwork(1000, SIZE.width, SIZE.height);
  expect(canStamp(geometry, ratio)).toBe(true);
  const { paint, painted } = discs(geometry, ratio, () => 1);
  const stamps = createMarkStamps(geometry, ratio, paint);
  const plate = newPlate(ratio);
  for (let peer = 1; peer <= 1000; peer++) stamps.put(plate, peer, 0);
  expect(painted()).toBeLessThanOrEqual(2);
  const radius = geometry.peerRadiusPx * ratio;
  for (let peer = 1; peer <= 1000; peer++) {
    const [x, y] = [geometry.x[peer]! * ratio, geometry.y[peer]! * ratio];
    let held = 0;
    for (let row = Math.floor(y - radius) - 1; row <= y + radius + 1; row++)
      for (let column = Math.floor(x - radius) - 1; column <= x + radius + 1; column++) held += plate.pixels[row * plate.width + column]!;
    // A phase is a quarter of a pixel: the circle has its area.
    expect(Math.abs(held - Math.PI * radius * radius)).toBeLessThan(0.12 * Math.PI * radius * radius);
  }
});

test('marks that stand parts of a pixel apart are painted, as when they are drawn nearer', () => {
  const geometry = layoutNetwork(1000, SIZE.width, SIZE.height);
  expect(canStamp({ ...geometry, peerRadiusPx: geometry.peerRadiusPx * 1.3 }, 1)).toBe(false);
});

test('nothing of an earlier mark stays, and what has changed is told', () => {
  const geometry = layoutNetwork(1000, SIZE.width, SIZE.height);
  const plate = newPlate(1);
  const full = createMarkStamps(geometry, 1, discs(geometry, 1, () => 7).paint);
  const empty = createMarkStamps(geometry, 1, (_peer, _x, _y, side) => new Uint32Array(side * side));
  const { left, top, width, height } = full.put(plate, 500, 1);
  plate.pixels.forEach((pixel, at) => {
    const [x, y] = [at % plate.width, Math.floor(at / plate.width)];
    if (pixel !== 0 && (x < left || x >= left + width || y < top || y >= top + height)) throw new Error('changed beyond what is told');
  });
  empty.put(plate, 500, 2);
  expect(plate.pixels.every((pixel) => pixel === 0)).toBe(true);
});
