import { expect, test } from 'vitest';
import { isDarkGround, pieceColours } from './cividis';
import { copiesBars, fewestCopies } from './copiesHistogram';
import { createMatrixImage, pixelOf } from './matrixImage';
import { cellAt, layoutMatrix } from './matrixLayout';
import { pieceConditionOf } from './pieceCondition';
import { runReplay } from './replays.testKit';
import { rowOrder, rowSorts } from './rowOrder';

test.each([[6, 8], [31, 500], [201, 1000], [1001, 1000]])('in %d rows x %d columns each cell is found where it stands', (rows, columns) => {
  const geometry = layoutMatrix(rows, columns, 700, 420, 13);
  const middle = (peer: number, piece: number) =>
    cellAt(geometry, geometry.leftPx + (piece + 0.5) * geometry.cellWidthPx, geometry.topPx + (peer + 0.5) * geometry.cellHeightPx);
  for (const [peer, piece] of [[0, 0], [rows - 1, columns - 1], [rows >> 1, columns >> 1]] as const) expect(middle(peer, piece)).toEqual({ row: peer, piece });
  expect(geometry.leftPx + columns * geometry.cellWidthPx).toBeLessThanOrEqual(700);
  expect(geometry.topPx + rows * geometry.cellHeightPx).toBeLessThanOrEqual(420);
  expect(cellAt(geometry, 1, 100)).toBeNull();
  expect(cellAt(geometry, geometry.leftPx + 1, 4)).toEqual({ row: null, piece: Math.floor(1 / geometry.cellWidthPx) });
});

test('the picture shows exactly the pieces held, at any time, forward and back', () => {
  const replay = runReplay('peer-to-peer');
  const { peerCount, pieceCount } = replay.header;
  const image = createMatrixImage(replay.header, { columns: pieceCount, rows: peerCount }, false);
  const { pixels } = image;
  const { peerAt } = rowOrder(replay, 'group');
  for (const share of [0.5, 1, 0.2, 0.7, 0]) {
    replay.seek(share * replay.endSeconds);
    image.update(replay.state, peerAt);
    for (let peer = 0; peer < peerCount; peer++) {
      const drawn = pixels.subarray(peer * pieceCount, (peer + 1) * pieceCount).filter((pixel) => pixel !== 0).length;
      expect(drawn).toBe(replay.state.heldCount[peer]);
      for (let piece = 0; piece < pieceCount; piece++) {
        expect(pixels[peer * pieceCount + piece] !== 0).toBe(pieceConditionOf(replay.state, peer, piece).fraction === 1);
      }
    }
  }
  expect(image.update(replay.state, peerAt)).toBe(false);
});

test.each([[1, 1], [5, 3], [7, 4], [12, 11]])('a picture of %d x %d pixels shows of each how many of its cells are held', (columns, rows) => {
  const replay = runReplay('peer-to-peer');
  const { peerCount, pieceCount } = replay.header;
  const image = createMatrixImage(replay.header, { columns, rows }, false);
  const { peerAt } = rowOrder(replay, 'progress');
  for (const share of [0.3, 0.6, 0.1]) {
    replay.seek(share * replay.endSeconds);
    image.update(replay.state, peerAt);
    const held = new Float64Array(columns * rows);
    const all = new Float64Array(columns * rows);
    for (let row = 0; row < peerCount; row++)
      for (let piece = 0; piece < pieceCount; piece++) {
        const pixel = pixelOf(row, rows, peerCount) * columns + pixelOf(piece, columns, pieceCount);
        all[pixel]! += 1;
        held[pixel]! += pieceConditionOf(replay.state, peerAt[row]!, piece).fraction === 1 ? 1 : 0;
      }
    expect([...image.pixels].map((pixel) => pixel >>> 24)).toEqual([...held].map((count, at) => Math.round((255 * count) / all[at]!)));
  }
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

test('in each sort every peer has one row, the server the first, and the picture follows', () => {
  const replay = runReplay('peer-to-peer');
  const { peerCount, pieceCount } = replay.header;
  replay.seek(0.3 * replay.endSeconds);
  const image = createMatrixImage(replay.header, { columns: pieceCount, rows: peerCount }, false);
  const { pixels } = image;
  for (const sort of rowSorts) {
    const { peerAt, rowOf } = rowOrder(replay, sort);
    expect([...peerAt].sort((a, b) => a - b)).toEqual(Array.from({ length: peerCount }, (_, peer) => peer));
    expect(peerAt[0]).toBe(0);
    image.update(replay.state, peerAt);
    for (let peer = 0; peer < peerCount; peer++) {
      expect(peerAt[rowOf[peer]!]).toBe(peer);
      const row = pixels.subarray(rowOf[peer]! * pieceCount, (rowOf[peer]! + 1) * pieceCount);
      expect(row.filter((pixel) => pixel !== 0)).toHaveLength(replay.state.heldCount[peer]!);
    }
  }
  const held = [...rowOrder(replay, 'progress').peerAt].slice(1).map((peer) => replay.state.heldCount[peer]!);
  expect(held).toEqual([...held].sort((a, b) => b - a));
  expect(rowOrder(replay, 'group').breaks).toEqual([8]);
  expect(replay.history.arrivals).toHaveLength(peerCount);
});
