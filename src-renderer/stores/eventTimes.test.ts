import { createTraceReader, createTraceWriter, EventKind, type TraceHeader, type TraceReader } from '@core/trace/index';
import { describe, expect, test } from 'vitest';
import { nextEventSeconds } from './eventTimes';

const header: TraceHeader = {
  architecture: 'peer-to-peer',
  engineVersion: 'test',
  randomSeed: 1,
  peerCount: 2,
  pieceCount: 1,
  pieceBits: 1,
  lastPieceBits: 1,
  groupOf: Int32Array.of(-1, 0),
};

function withRowsAt(...times: number[]): TraceReader {
  const reader = createTraceReader(header);
  const writer = createTraceWriter(header, (chunk) => reader.append(chunk));
  for (const time of times) writer.write(time, EventKind.joined, 1, -1, -1, 0, -1);
  writer.finish();
  return reader;
}

describe('stepping from event to event over two runs', () => {
  const readers = [withRowsAt(0, 0, 1, 4), withRowsAt(0, 2, 4, 9)];

  test('forward visits every moment of either run once', () => {
    const visited: number[] = [];
    for (let at: number | null = 0; at !== null; at = nextEventSeconds(readers, at, 1)) visited.push(at);
    expect(visited).toEqual([0, 1, 2, 4, 9]);
  });
  test('back visits the same moments', () => {
    const visited: number[] = [];
    for (let at: number | null = 9; at !== null; at = nextEventSeconds(readers, at, -1)) visited.push(at);
    expect(visited).toEqual([9, 4, 2, 1, 0]);
  });
  test('from between two events it goes to the nearer end on either side', () => {
    expect(nextEventSeconds(readers, 3, 1)).toBe(4);
    expect(nextEventSeconds(readers, 3, -1)).toBe(2);
  });
  test('an empty trace has nowhere to go', () => {
    expect(nextEventSeconds([withRowsAt()], 0, 1)).toBeNull();
  });
});
