import { expect, test } from 'vitest';
import type { RoundDecision } from '@core/messages/index';
import { createTraceRow, EventKind } from '@core/trace/index';
import { observedRun } from './decisions.testKit';
import { consequencesOf, dialsAfter, earnersOf, servedSince } from './rowLinks';

const { scenario, replay, decisions } = observedRun();
const { reader } = replay;
const rowAt = (row: number) => reader.read(row, createTraceRow());
const rounds = decisions.filter((decision): decision is RoundDecision => decision.kind === 'round');

test('a row led to the rows that name it as their cause; the first ones are listed, all are counted', () => {
  const round = rounds.find(({ rows }) => rows.length > 2);
  const [line = -1, ...led] = round?.rows ?? [];
  const { rows, count } = consequencesOf(reader.chunks, [line], 2);
  const all = Array.from({ length: reader.rowCount }, (_, row) => row).filter((row) => rowAt(row).cause === line);
  expect(rows).toEqual(all.slice(0, 2));
  expect(count).toBe(all.length);
  expect(all).toEqual(expect.arrayContaining(led));
});

test('a slot was earned by what came from that neighbour within the rate window', () => {
  const window = scenario.protocol.rateWindowSeconds;
  const earned = rounds.filter(({ ranking, rows }) => ranking === 'received' && rows.length > 0);
  expect(earned.length).toBeGreaterThan(10);
  for (const round of earned) {
    const givers = round.candidates.filter(({ after, score }) => after === 'regular' && score > 0).map(({ peer }) => peer);
    for (const row of earnersOf(reader, round, window)) {
      const { kind, subject, object, timeSeconds } = rowAt(row);
      expect([EventKind.pieceCompleted, EventKind.transferStopped]).toContain(kind);
      expect(subject).toBe(round.peer);
      expect(givers).toContain(object);
      expect(timeSeconds).toBeGreaterThanOrEqual(round.timeSeconds - window);
      expect(row).toBeLessThan(round.rows[0]!);
    }
  }
});

test('what a peer gave and took since a round leaves out what the round itself led to', () => {
  for (const round of rounds.slice(50, 120)) {
    const until = reader.rowAt(round.timeSeconds + 9);
    const mine = decisions.filter(({ kind, peer, timeSeconds }) => (kind === 'free-slot' || kind === 'optimistic') && peer === round.peer && timeSeconds > round.timeSeconds);
    const unchokes = mine.flatMap(({ rows }) => rows).filter((row) => row <= until);
    const since = servedSince(reader, round, until);
    expect(since).toEqual(expect.arrayContaining(unchokes));
    expect(since.some((row) => round.rows.includes(row))).toBe(false);
  }
});

test('an answer of the tracker led to what the dialled peers replied', () => {
  for (const decision of decisions) {
    if (decision.kind !== 'tracker') continue;
    const dialled = decision.offered.filter(({ isDialled }) => isDialled).map(({ peer }) => peer);
    const { rows } = dialsAfter(reader, decision, 100);
    expect(rows.every((row) => rowAt(row).subject === decision.peer && dialled.includes(rowAt(row).object))).toBe(true);
    if (dialled.length > 0) expect(rows.length).toBeGreaterThan(0);
  }
});
