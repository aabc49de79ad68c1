import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTraceRow, EventKind, type Trace, type TraceRow } from '../trace/index';
import { createFinder, type Condition } from './conditions';
import { createReplay } from './replay';
import { randomTrace } from './traces.testKit';

/** The swarm as a replay shows it after each row. */
interface Moment {
  readonly row: TraceRow;
  readonly copies: readonly number[];
  readonly isStalled: boolean;
}

function momentsOf(trace: Trace): { moments: Moment[]; replay: ReturnType<typeof createReplay> } {
  const replay = createReplay(trace.header);
  for (const chunk of trace.chunks) replay.append(chunk);
  const { state, header } = replay;
  const moments = Array.from({ length: trace.rowCount }, (_, row) => {
    expect(replay.step(1)).toBe(row);
    const lacks = [...state.online].some((online, peer) => online === 1 && state.heldCount[peer]! < header.pieceCount);
    return { row: replay.reader.read(row, createTraceRow()), copies: [...state.copies], isStalled: lacks && state.transferCount === 0 };
  });
  return { moments, replay };
}

/** The first row after `afterRow` with which it comes true, by looking at the state after every row; -1: none. */
function naively(moments: readonly Moment[], condition: Condition, afterRow: number): number {
  return moments.findIndex(({ row, copies, isStalled }, at) => {
    const before = moments[at - 1];
    if (at <= afterRow) return false;
    switch (condition.kind) {
      case 'completed':
        return row.kind === EventKind.completed && (condition.peer === null || condition.peer === row.subject);
      case 'event':
        return row.kind === condition.event;
      case 'choked':
        return row.kind === EventKind.choked && (condition.peer === null || condition.peer === row.object) && (condition.by === null || condition.by === row.subject);
      case 'lastCopy':
        return row.kind === EventKind.left && copies.some((count, piece) => count === 1 && before!.copies[piece]! > 1);
      case 'stall': {
        if (!isStalled || before?.isStalled === true) return false;
        const over = moments.findIndex((later, index) => index > at && !later.isStalled);
        const end = over < 0 ? moments.at(-1)! : moments[over]!;
        return end.row.timeSeconds - row.timeSeconds >= condition.forSeconds;
      }
    }
  });
}

const anyPeer = fc.option(fc.integer({ min: 0, max: 6 }));
const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('completed' as const), peer: anyPeer }),
  fc.constant({ kind: 'lastCopy' as const }),
  fc.record({ kind: fc.constant('choked' as const), peer: anyPeer, by: anyPeer }),
  fc.record({ kind: fc.constant('stall' as const), forSeconds: fc.double({ min: 0, max: 2, noNaN: true }) }),
  fc.record({ kind: fc.constant('event' as const), event: fc.constantFrom(...Object.values(EventKind)) }),
);

test('a finder finds the row that a look at the state after every row finds, from wherever it begins', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.array(fc.tuple(anyCondition, fc.integer({ min: -1, max: 400 })), { minLength: 20, maxLength: 20 }), (randomSeed, cases) => {
      const { moments, replay } = momentsOf(randomTrace(randomSeed, 6, 5, 400));
      for (const [condition, afterRow] of cases) {
        const finding = createFinder(replay.reader, condition, afterRow).look();
        expect([condition, afterRow, finding.kind === 'found' ? finding.row : -1]).toEqual([condition, afterRow, naively(moments, condition, afterRow)]);
        found += Number(finding.kind === 'found');
      }
    }),
    { numRuns: 40 },
  );
  expect(found).toBeGreaterThan(200);
});

test('the piece of which one copy is left is named, and has one copy then', () => {
  for (let randomSeed = 1; randomSeed <= 20; randomSeed++) {
    const { moments, replay } = momentsOf(randomTrace(randomSeed, 4, 3, 600));
    const finding = createFinder(replay.reader, { kind: 'lastCopy' }, -1).look();
    if (finding.kind === 'found') expect(moments[finding.row]!.copies[finding.piece!]).toBe(1);
  }
});

test('in a trace that grows a finder waits, and finds the same row as in the whole', () => {
  const trace = randomTrace(3, 40, 60, 40_000);
  const whole = createReplay(trace.header);
  for (const chunk of trace.chunks) whole.append(chunk);
  for (const condition of [{ kind: 'completed', peer: 7 }, { kind: 'lastCopy' }, { kind: 'choked', peer: 3, by: 9 }] as const) {
    const growing = createReplay(trace.header);
    const finder = createFinder(growing.reader, condition, 100);
    const wanted = createFinder(whole.reader, condition, 100).look();
    expect(finder.look().kind).toBe('waiting');
    for (const chunk of trace.chunks) {
      growing.append(chunk);
      const isThere = wanted.kind === 'found' && wanted.row < growing.reader.rowCount;
      expect(finder.look()).toEqual(isThere ? wanted : { kind: 'waiting' });
    }
  }
});
