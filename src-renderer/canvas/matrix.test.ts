import { expect, test } from 'vitest';
import { isDarkGround, pieceColours } from './cividis';
import { copiesBars, fewestCopies } from './copiesHistogram';
import { createMatrixImage } from './matrixImage';
import { cellAt, layoutMatrix } from './matrixLayout';
import { pieceConditionOf } from './pieceCondition';
import { runReplay } from './replays.testKit';

test.each([[6, 8], [31, 500], [201, 1000], [1001, 1000]])('in %d rows x %d columns each cell is found where it stands', (rows, columns) => {
  const geometry = layoutMatrix(rows, columns, 700, 420, 13);
  const middle = (peer: number, piece: number) =>
    cellAt(geometry, geometry.leftPx + (piece + 0.5) * geometry.cellWidthPx, geometry.topPx + (peer + 0.5) * geometry.cellHeightPx);
  for (const [peer, piece] of [[0, 0], [rows - 1, columns - 1], [rows >> 1, columns >> 1]] as const) expect(middle(peer, piece)).toEqual({ peer, piece });
  expect(geometry.leftPx + columns * geometry.cellWidthPx).toBeLessThanOrEqual(700);
  expect(geometry.topPx + rows * geometry.cellHeightPx).toBeLessThanOrEqual(420);
  expect(cellAt(geometry, 1, 100)).toBeNull();
  expect(cellAt(geometry, geometry.leftPx + 1, 4)).toEqual({ peer: null, piece: Math.floor(1 / geometry.cellWidthPx) });
});

test('the picture shows exactly the pieces held, at any time, forward and back', () => {
  const replay = runReplay('peer-to-peer');
  const { peerCount, pieceCount } = replay.header;
  const pixels = new Uint32Array(peerCount * pieceCount);
  const image = createMatrixImage(replay.header, pixels, false);
  for (const share of [0.5, 1, 0.2, 0.7, 0]) {
    replay.seek(share * replay.endSeconds);
    image.update(replay.state);
    for (let peer = 0; peer < peerCount; peer++) {
      const drawn = pixels.subarray(peer * pieceCount, (peer + 1) * pieceCount).filter((pixel) => pixel !== 0).length;
      expect(drawn).toBe(replay.state.heldCount[peer]);
      for (let piece = 0; piece < pieceCount; piece++) {
        expect(pixels[peer * pieceCount + piece] !== 0).toBe(pieceConditionOf(replay.state, peer, piece).fraction === 1);
      }
    }
  }
  expect(image.update(replay.state)).toBe(false);
});

test('where a pixel holds several pieces its bar shows the rarest of them', () => {
  const copies = Int32Array.from({ length: 100 }, (_, piece) => (piece === 42 ? 1 : 9));
  const bars = copiesBars(copies, 10, 0.1);
  expect(bars).toHaveLength(10);
  expect(bars.map((bar) => bar.copies)).toEqual([9, 9, 9, 9, 1, 9, 9, 9, 9, 9]);
  expect(copiesBars(copies, 0, 2)).toHaveLength(100);
  expect(fewestCopies(copies)).toBe(1);
  expect(fewestCopies(new Int32Array())).toBe(0);
});

test('neighbouring parts of the content differ in colour, and the ramp keeps off its ground', () => {
  const brightness = (pixel: number) => 0.299 * (pixel & 255) + 0.587 * ((pixel >> 8) & 255) + 0.114 * ((pixel >> 16) & 255);
  expect(Math.max(...Array.from(pieceColours(50, false), brightness))).toBeLessThan(190);
  expect(Math.min(...Array.from(pieceColours(50, true), brightness))).toBeGreaterThan(80);
  expect(isDarkGround('#14171c')).toBe(true);
  expect(isDarkGround('#ffffff')).toBe(false);
});
