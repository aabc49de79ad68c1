import { CHUNK_ROWS, createTraceReader, createTraceWriter, EventKind, LeaveReason, type TraceHeader } from '@core/trace/index';
import { describe, expect, test } from 'vitest';
import { createMarkCollector, eventDensity, thinMarks } from './timeMarks';

const header: TraceHeader = {
  architecture: 'peer-to-peer',
  engineVersion: 'test',
  randomSeed: 1,
  peerCount: 3,
  pieceCount: 1,
  pieceBits: 1,
  lastPieceBits: 1,
  groupOf: Int32Array.of(-1, 0, 0),
};

type Row = readonly [timeSeconds: number, kind: EventKind, peer: number, value: number];

function growing() {
  const reader = createTraceReader(header);
  return {
    reader,
    add(...rows: readonly Row[]): void {
      const writer = createTraceWriter(header, (chunk) => reader.append(chunk));
      for (const [timeSeconds, kind, peer, value] of rows) writer.write(timeSeconds, kind, peer, -1, -1, value, -1);
      writer.finish();
    },
  };
}

describe('the time bar', () => {
  test('shows the fullest part at full height and empty parts at none', () => {
    const { reader, add } = growing();
    add([0, EventKind.joined, 0, 0], [0.5, EventKind.joined, 1, 0], [0.6, EventKind.joined, 2, 0], [0.7, EventKind.announced, 1, 0], [3.5, EventKind.ended, -1, 1]);
    expect([...eventDensity([reader], 4, 4)]).toEqual([1, 0, 0, 0.5]);
  });
  test('marks an interruption, a return and the end, but not those who leave because they are done', () => {
    const { reader, add } = growing();
    add([1, EventKind.left, 1, LeaveReason.interruption], [2, EventKind.joined, 1, 1], [3, EventKind.left, 2, LeaveReason.complete], [4, EventKind.ended, -1, 1]);
    expect(createMarkCollector(reader)().map(({ kind, timeSeconds }) => [kind, timeSeconds])).toEqual([['left', 1], ['returned', 2], ['allDone', 4]]);
  });
  test('finds the marks that arrive later', () => {
    const reader = createTraceReader(header);
    const collect = createMarkCollector(reader);
    const writer = createTraceWriter(header, (chunk) => reader.append(chunk));
    const write = (kind: EventKind, value: number) => writer.write(1, kind, 1, -1, -1, value, -1);
    write(EventKind.left, LeaveReason.interruption);
    for (let row = 1; row < CHUNK_ROWS; row += 1) write(EventKind.announced, 0);
    expect(collect()).toHaveLength(1);
    write(EventKind.joined, 1);
    writer.finish();
    expect(collect()).toHaveLength(2);
  });
  test('keeps one of many marks that would lie on each other', () => {
    const marks = Array.from({ length: 100 }, (_, peer) => ({ kind: 'left', architecture: 'peer-to-peer', peer, timeSeconds: 5 + peer / 1000 }) as const);
    expect(thinMarks(marks, 10, 200)).toHaveLength(2);
  });
});
