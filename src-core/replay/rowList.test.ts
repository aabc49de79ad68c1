import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTraceRow, EventKind } from '../trace/index';
import { createReplay } from './replay';
import { formOf, formsWhere, rowForms, type RowFilter } from './rowFilter';
import { createRowList, nextRow } from './rowList';
import { randomTrace } from './traces.testKit';

const trace = randomTrace(11, 8, 12, 3_000);
const replay = createReplay(trace.header);
for (const chunk of trace.chunks) replay.append(chunk);
const rows = Array.from({ length: trace.rowCount }, (_, row) => replay.reader.read(row, createTraceRow()));

function naively({ forms, peers, piece, numbers }: RowFilter): number[] {
  const fits = ({ kind, value, subject, object, piece: of }: (typeof rows)[number]) =>
    (forms === null || forms[formOf(kind, value)] === 1) &&
    peers.every((peer) => [subject, object].includes(peer)) &&
    (piece === null || of === piece || (kind === EventKind.pieceCompleted && value === piece)) &&
    numbers.every((number) => [subject, object, of].includes(number));
  return rows.flatMap((row) => (fits(row) ? [row.row] : []));
}

const filters: fc.Arbitrary<RowFilter> = fc.record({
  forms: fc.option(fc.subarray([...rowForms]).map((wanted) => formsWhere((form) => wanted.includes(form)))),
  peers: fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 2 }),
  piece: fc.option(fc.integer({ min: 0, max: 11 })),
  numbers: fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 2 }),
});

test('a list has the rows that a plain reading of the trace gives, and tells where each stands', () => {
  fc.assert(fc.property(filters, fc.integer({ min: -1, max: trace.rowCount }), (filter, row) => {
    const list = createRowList(replay.reader, filter);
    list.grow();
    const wanted = naively(filter);
    expect(Array.from({ length: list.count }, (_, place) => list.rowAt(place))).toEqual(wanted);
    expect(list.placeOf(row)).toBe(wanted.findLastIndex((one) => one <= row));
    expect(nextRow(replay.reader, filter, row, 1)).toBe(wanted.find((one) => one > row) ?? -1);
    expect(nextRow(replay.reader, filter, row, -1)).toBe(wanted.findLast((one) => one < row) ?? -1);
  }));
});

test('a list of a run that goes on takes in what arrives', () => {
  const long = randomTrace(5, 30, 40, 40_000);
  const growing = createReplay(long.header);
  const filter: RowFilter = { forms: formsWhere(({ kind }) => kind === EventKind.unchoked), peers: [4], piece: null, numbers: [] };
  const list = createRowList(growing.reader, filter);
  for (const chunk of long.chunks) {
    growing.append(chunk);
    list.grow();
    const anew = createRowList(growing.reader, filter);
    anew.grow();
    expect([list.count, list.rowAt(list.count - 1)]).toEqual([anew.count, anew.rowAt(anew.count - 1)]);
  }
  expect(list.count).toBeGreaterThan(10);
});

test('a list that is read a few rows at a time comes to the same', () => {
  fc.assert(fc.property(filters, fc.integer({ min: 1, max: 2_000 }), (filter, mostRows) => {
    const list = createRowList(replay.reader, filter);
    let before = 0;
    while (!list.grow(mostRows)) {
      expect(list.readCount - before).toBe(mostRows);
      before = list.readCount;
    }
    expect(list.readCount).toBe(trace.rowCount);
    expect(Array.from({ length: list.count }, (_, place) => list.rowAt(place))).toEqual(naively(filter));
  }));
});

test('every kind of row has its forms, and no two of them the same number', () => {
  expect(new Set(rowForms.map(({ kind }) => kind)).size).toBe(Object.keys(EventKind).length);
  expect(new Set(rowForms.map(({ kind, value }) => formOf(kind, value))).size).toBe(rowForms.length);
});
