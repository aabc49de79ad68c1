import { expect, test } from 'vitest';
import { CHUNK_ROWS, createLiveRecorder, createTraceReader, createTraceRecorder, createTraceRow, EventKind, type TraceHeader, type TraceWriter } from './index';

const header: TraceHeader = {
  architecture: 'real', engineVersion: 'test', randomSeed: 1, peerCount: 3, pieceCount: 4, pieceBits: 8, lastPieceBits: 5,
  groupOf: Int32Array.of(-1, 0, 0),
};
const ROWS = CHUNK_ROWS + 700;
const write = (writer: TraceWriter, row: number) => writer.write(row / 2, EventKind.announced, row % 3, -1, -1, row / 3, row - 1);

test('a reader that is given the rows a few at a time has all of them, whenever they were taken', () => {
  const live = createLiveRecorder(header);
  const reader = createTraceReader(header);
  const into = createTraceRow();
  const takeAll = () => {
    for (let rows = live.take(); rows !== null; rows = live.take()) reader.append(rows);
  };
  for (let row = 0; row < ROWS; row++) {
    expect(write(live, row)).toBe(row);
    if (row % 997 === 0) takeAll();
  }
  takeAll();
  expect(reader.rowCount).toBe(ROWS);
  for (let row = 0; row < ROWS; row += 13) expect(reader.read(row, into)).toMatchObject({ row, timeSeconds: row / 2, subject: row % 3, value: row / 3, cause: row - 1 });
  expect(reader.chunks.map(({ kind }) => kind.length)).toEqual([CHUNK_ROWS, 700]);
  expect(() => reader.append(createFull())).toThrow(RangeError);
});

function createFull() {
  const recorder = createTraceRecorder(header);
  for (let row = 0; row < CHUNK_ROWS; row++) write(recorder, row);
  return recorder.finish().chunks[0]!;
}

test('its trace is the one that a recorder gives, and that of a swarm that has grown is another', () => {
  const recorder = createTraceRecorder(header);
  const [live, grown] = [createLiveRecorder(header), createLiveRecorder(header)];
  for (const writer of [recorder, live, grown]) for (let row = 0; row < ROWS; row++) write(writer, row);
  live.take();
  const trace = recorder.finish();
  expect(live.finish(header)).toEqual(trace);
  const later: TraceHeader = { ...header, peerCount: 4, groupOf: Int32Array.of(-1, 0, 0, -1), outside: ['aria2 1.36.0'] };
  const other = grown.finish(later);
  expect(other.digest).not.toBe(trace.digest);
  expect(other.header).toBe(later);
});
