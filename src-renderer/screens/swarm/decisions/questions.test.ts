import { expect, test } from 'vitest';
import { createTraceRow, EventKind } from '@core/trace/index';
import { observedRun } from './decisions.testKit';
import { isDecided, latestRow, peerQuestions, rowToAsk } from './questions';

test.each(['peer-to-peer', 'client-server'] as const)('in %s, just those rows are asked about that a decision led to, and an announce by its answer', (architecture) => {
  const { replay, decisions } = observedRun({ latencySeconds: 0.1 }, architecture);
  const { reader } = replay;
  const decided = new Set(decisions.flatMap(({ rows }) => rows));
  for (let row = 0; row < reader.rowCount; row++) {
    const at = reader.read(row, createTraceRow());
    expect(isDecided(at, replay.header), `row ${row}`).toBe(decided.has(row));
    const asked = rowToAsk(reader, row);
    if (at.kind !== EventKind.announced) expect(asked).toBe(decided.has(row) ? row : null);
    else if (asked !== null) expect(reader.read(asked, createTraceRow())).toMatchObject({ kind: EventKind.offered, cause: row, subject: at.subject });
  }
});

test('the latest decision about a peer is the last one that answers the question', () => {
  const { replay: { reader }, decisions } = observedRun();
  const upTo = Math.floor(reader.rowCount * 0.6);
  for (const peer of [1, 5, 9]) {
    for (const question of peerQuestions) {
      const row = latestRow(reader, upTo, question, peer, null);
      if (row === null) throw new Error(`nobody decided anything about peer ${peer}`);
      const decision = decisions.find(({ rows }) => rows.includes(row));
      expect(row).toBeLessThanOrEqual(upTo);
      const { subject, object } = reader.read(row, createTraceRow());
      expect(question === 'served' ? object : subject).toBe(peer);
      expect(decision?.kind === 'piece').toBe(question === 'piece');
    }
  }
});

test('of a piece that is looked at, the question is why that one was asked for', () => {
  const { replay: { reader }, decisions } = observedRun();
  const row = latestRow(reader, reader.rowCount - 1, 'piece', 3, 17);
  const decision = decisions.find(({ rows }) => row !== null && rows.includes(row));
  expect(decision).toMatchObject({ kind: 'piece', peer: 3, chosen: 17 });
  expect(latestRow(reader, 3, 'piece', 3, 17)).toBeNull();
});
