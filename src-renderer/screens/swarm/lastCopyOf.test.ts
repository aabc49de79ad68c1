import { createTraceWriter, EventKind, LeaveReason, type TraceChunk } from '@core/trace/index';
import { expect, test } from 'vitest';
import { lastCopyOf } from './lastCopyOf';

/** Rows of time, kind, peer and piece. */
function chunksOf(...rows: readonly (readonly [number, EventKind, number, number])[]): readonly TraceChunk[] {
  const chunks: TraceChunk[] = [];
  const header = {
    architecture: 'peer-to-peer', engineVersion: 'test', randomSeed: 1, peerCount: 4, pieceCount: 2, pieceBits: 1, lastPieceBits: 1, groupOf: Int32Array.of(-1, 0, 0, 0),
  } as const;
  const writer = createTraceWriter(header, (chunk) => chunks.push(chunk));
  for (const [timeSeconds, kind, peer, piece] of rows) writer.write(timeSeconds, kind, peer, -1, piece, LeaveReason.complete, -1);
  writer.finish();
  return chunks;
}

test('the last of those who held the piece took it away, not the last to leave', () => {
  const chunks = chunksOf([1, EventKind.pieceCompleted, 2, 0], [2, EventKind.pieceCompleted, 3, 1], [5, EventKind.left, 0, -1], [6, EventKind.left, 2, -1], [7, EventKind.left, 3, -1]);
  expect(lastCopyOf(chunks, 0)).toEqual({ peer: 2, timeSeconds: 6 });
});

test('a piece that nobody had but the server left with the server', () => {
  expect(lastCopyOf(chunksOf([1, EventKind.pieceCompleted, 2, 0], [4, EventKind.left, 0, -1]), 1)).toEqual({ peer: 0, timeSeconds: 4 });
});

test('nobody took away what nobody left with', () => {
  expect(lastCopyOf(chunksOf([1, EventKind.pieceCompleted, 2, 0]), 0)).toBeNull();
});
