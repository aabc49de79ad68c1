import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHUNK_ROWS, createTraceReader, createTraceRecorder, createTraceRow, decodeTrace, encodeTrace, EventKind, type TraceHeader } from './index';

const header: TraceHeader = {
  architecture: 'peer-to-peer', engineVersion: 'test', randomSeed: 1, peerCount: 3, pieceCount: 4, pieceBits: 8, lastPieceBits: 5,
  groupOf: Int32Array.of(-1, 0, 0),
};

function record(rows: number, value = (row: number) => row / 3) {
  const recorder = createTraceRecorder(header);
  for (let row = 0; row < rows; row++) expect(recorder.write(Math.floor(row / 2), EventKind.announced, row % 3, -1, -1, value(row), row - 1)).toBe(row);
  return recorder.finish();
}

describe('trace', () => {
  test('gives back every row, across chunks', () => {
    const trace = record(CHUNK_ROWS + 7);
    const reader = createTraceReader(header, trace.chunks);
    const into = createTraceRow();
    for (const row of [0, 1, CHUNK_ROWS - 1, CHUNK_ROWS, CHUNK_ROWS + 6])
      expect(reader.read(row, into)).toEqual({ row, timeSeconds: Math.floor(row / 2), kind: EventKind.announced, subject: row % 3, object: -1, piece: -1, value: row / 3, cause: row - 1 });
    expect(() => reader.read(CHUNK_ROWS + 7, into)).toThrow(RangeError);
  });

  test('rowAt is the last row that is not after the time', () => {
    const reader = createTraceReader(header, record(100).chunks);
    fc.assert(fc.property(fc.double({ min: -5, max: 60, noNaN: true }), (time) => {
      const row = reader.rowAt(time);
      const into = createTraceRow();
      if (row >= 0) expect(reader.read(row, into).timeSeconds).toBeLessThanOrEqual(time);
      if (row + 1 < reader.rowCount) expect(reader.read(row + 1, into).timeSeconds).toBeGreaterThan(time);
    }));
  });

  test('the digest is that of the rows: equal for equal rows, another one for any difference', () => {
    const digest = record(50).digest;
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(record(50).digest).toBe(digest);
    expect(record(51).digest).not.toBe(digest);
    expect(record(50, (row) => (row === 49 ? 0 : row / 3)).digest).not.toBe(digest);
  });

  test('the file form gives back the same trace, and refuses one that is cut off', () => {
    const trace = record(CHUNK_ROWS + 7);
    const bytes = encodeTrace(trace);
    expect(decodeTrace(bytes)).toEqual(trace);
    expect(() => decodeTrace(bytes.subarray(0, bytes.length - 1))).toThrow('cut off');
    expect(() => decodeTrace(bytes.subarray(0, 5))).toThrow('not a trace');
  });
});
