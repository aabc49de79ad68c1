import { expect, test } from 'vitest';
import { createStreams } from '@core/base/index';
import type { AnswerEvent, Decision, Question } from '@core/messages/index';
import { defaultScenario, type Scenario } from '@core/scenario/index';
import { createSimulation } from '@core/sim/index';
import { createTraceReader, createTraceRecorder, createTraceRow, EventKind, type Trace } from '@core/trace/index';
import { createExplainer } from './explainer';

function scenarioOf(peers: number, pieces: number): Scenario {
  const base = defaultScenario();
  const [group] = base.peerGroups;
  if (!group) throw new Error('the default scenario has a group');
  return { ...base, content: { sizeBits: pieces * 1_000_000, pieceBits: 1_000_000 }, peerGroups: [{ ...group, count: peers }] };
}

const scenario = scenarioOf(20, 120);

/** The run itself, with every decision on its way. */
function wholeRun() {
  const decisions: Decision[] = [];
  const recorders: ReturnType<typeof createTraceRecorder>[] = [];
  const simulation = createSimulation({ scenario, architecture: 'peer-to-peer', randomSeed: 5 }, (header) => {
    const recorder = createTraceRecorder(header);
    recorders.push(recorder);
    return recorder;
  }, { fromSeconds: 0, roundsFromSeconds: 0, take: (decision) => void decisions.push(decision) });
  while (!simulation.advance(1_000));
  const trace = recorders[0]?.finish();
  if (!trace) throw new Error('the run opened no writer');
  return { trace, decisions };
}

function rowOf(trace: Trace, row: number) {
  return createTraceReader(trace.header, trace.chunks).read(row, createTraceRow());
}

function openExplainer(trace: Trace) {
  const events: AnswerEvent[] = [];
  const explainer = createExplainer((event) => events.push(event));
  let asked = 0;
  function begin(row: number, round: Question['round'] = null) {
    const fromRow = Math.max(0, row - 200);
    const fromSeconds = rowOf(trace, fromRow).timeSeconds;
    const roundsFromSeconds = Math.max(0, (round?.untilSeconds ?? fromSeconds) - scenario.protocol.rechokeSeconds);
    const run = explainer.ask({
      runId: `q${++asked}`, kind: 'explain', scenario, architecture: 'peer-to-peer', randomSeed: 5, row, round, fromRow, fromSeconds, roundsFromSeconds,
    });
    run.work();
    return run;
  }
  return {
    /** Asks, and lets the engine work one turn on it. */
    begin,
    /** The answer about a row, or a round, and in how many turns it came. */
    ask(row: number, round: Question['round'] = null) {
      const run = begin(row, round);
      let turns = 1;
      for (; !run.isOver; turns++) run.work();
      const last = events.at(-1);
      if (last?.kind !== 'explained') throw new Error(JSON.stringify(last));
      return { decision: last.decision, turns };
    },
  };
}

test('any row, in any order, is explained by the decision that led to it, or by none', () => {
  const { trace, decisions } = wholeRun();
  const { ask } = openExplainer(trace);
  // Back and forth by steps that meet the paused run before, within and behind what it keeps.
  for (let at = 0; at < 30; at++) {
    const row = (at * 7919 + (at % 3) * 40) % trace.rowCount;
    expect(ask(row).decision, `row ${row}`).toEqual(decisions.find(({ rows }) => rows.includes(row)) ?? null);
  }
});

test('rows and rounds are explained in any order, also after a question that was withdrawn half way', () => {
  const { trace, decisions } = wholeRun();
  const { ask, begin } = openExplainer(trace);
  const random = createStreams(1, 1, 1).of(0, 0);
  for (let at = 0; at < 80; at++) {
    const row = random.below(trace.rowCount);
    const peer = random.below(trace.header.peerCount);
    const untilSeconds = rowOf(trace, row).timeSeconds;
    if (at % 3 === 0) begin(trace.rowCount - 1);
    if (at % 2 === 0) expect(ask(row).decision, `row ${row}`).toEqual(decisions.find(({ rows }) => rows.includes(row)) ?? null);
    else {
      const latest = decisions.findLast((one) => one.kind === 'round' && one.peer === peer && one.timeSeconds <= untilSeconds) ?? null;
      expect(ask(row, { peer, untilSeconds }).decision, `peer ${peer} at ${untilSeconds} s`).toEqual(latest);
    }
  }
});

test('a row near the last one is explained without computing the run again', () => {
  const { trace } = wholeRun();
  const { ask } = openExplainer(trace);
  const far = trace.rowCount - 300;
  ask(far);
  for (const row of [far - 1, far - 199, far + 1, far + 250, far]) expect(ask(row).turns).toBe(1);
});

test('the latest round of a peer is found at any time, whether it changed anything or not', () => {
  const { trace, decisions } = wholeRun();
  const { ask } = openExplainer(trace);
  const reader = createTraceReader(trace.header, trace.chunks);
  const endSeconds = rowOf(trace, trace.rowCount - 1).timeSeconds;
  for (let at = 0; at < 60; at++) {
    const untilSeconds = (endSeconds * ((at * 37) % 100)) / 100;
    const peer = at % trace.header.peerCount;
    const latest = decisions.findLast((one) => one.kind === 'round' && one.peer === peer && one.timeSeconds <= untilSeconds) ?? null;
    expect(ask(Math.max(0, reader.rowAt(untilSeconds)), { peer, untilSeconds }).decision, `peer ${peer} at ${untilSeconds} s`).toEqual(latest);
  }
  expect(decisions.some(({ kind, rows }) => kind === 'round' && rows.length === 0)).toBe(true);
});

test('rows of a choke round share their decision', () => {
  const { trace } = wholeRun();
  const { ask } = openExplainer(trace);
  const round = Array.from({ length: trace.rowCount }, (_, row) => row).find((row) => rowOf(trace, row).kind === EventKind.chokeRound);
  if (round === undefined) throw new Error('the run has no choke round');
  const { decision } = ask(round);
  if (decision?.kind !== 'round') throw new Error('a round is not explained by a round');
  for (const row of decision.rows) expect(ask(row).decision).toEqual(decision);
});

test('what does not fit into memory fails by name', () => {
  const events: AnswerEvent[] = [];
  const run = createExplainer((event) => events.push(event)).ask({
    runId: 'q', kind: 'explain', scenario: scenarioOf(400_000, 1_000_000), architecture: 'peer-to-peer', randomSeed: 1, row: 9, round: null, fromRow: 0, fromSeconds: 0, roundsFromSeconds: 0,
  });
  run.work();
  expect(run.isOver).toBe(true);
  expect(events).toMatchObject([{ kind: 'failed', problem: { code: 'runTooLarge' } }]);
});
