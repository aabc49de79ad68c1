import { expect, test } from 'vitest';
import { layoutNetwork } from './networkLayout';
import { markCode, markHalfPx, marksAreApart } from './peerMarks';
import { withPlaces } from './peerPlaces';
import { runReplay } from './replays.testKit';

test.each([2, 5, 30, 60, 200, 1000])('the marks of %d peers stand apart, and none is left over when one is wiped', (peers) => {
  const geometry = layoutNetwork(peers, 700, 430);
  if (!marksAreApart(geometry)) return;
  const side = 2 * markHalfPx(geometry);
  let overlapping = 0;
  for (let one = 1; one <= peers; one++)
    for (let other = one + 1; other <= peers; other++)
      if (Math.abs(geometry.x[one]! - geometry.x[other]!) < side && Math.abs(geometry.y[one]! - geometry.y[other]!) < side) overlapping++;
  expect(overlapping).toBe(0);
});

test('swarms of the size that has to be smooth can be drawn mark by mark, and peers put upon one another cannot', () => {
  for (const peers of [200, 1000]) expect(marksAreApart(layoutNetwork(peers, 700, 430))).toBe(true);
  const ring = layoutNetwork(5, 700, 430);
  expect(marksAreApart(ring)).toBe(true);
  expect(marksAreApart(withPlaces(ring, [{ peer: 1, x: 0.4, y: 0.4 }, { peer: 2, x: 0.41, y: 0.4 }]))).toBe(false);
});

test('a mark is another with its first piece, with its last, and in between no more often than is seen', () => {
  const replay = runReplay('peer-to-peer');
  const { pieceCount } = replay.header;
  const looks = new Map<number, number>();
  for (let at = 0; at <= 200; at++) {
    replay.seek((at / 200) * replay.endSeconds);
    looks.set(replay.state.heldCount[1]!, markCode(replay.state, 1, pieceCount, 10));
  }
  const [first, second] = [...looks.values()];
  expect(first).not.toBe(second);
  // Two steps a pixel of a circle of ten pixels, whole and empty beside them.
  expect(new Set(looks.values()).size).toBeLessThanOrEqual(Math.min(looks.size, 2 * 63 + 2));
});
