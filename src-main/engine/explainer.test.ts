import { expect, test } from 'vitest';
import type { AnswerEvent, Decision } from '@core/messages/index';
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

const scenario = scenarioOf(20, 60);

/** The run itself, with every decision on its way. */
function wholeRun() {
  const decisions: Decision[] = [];
  const recorders: ReturnType<typeof createTraceRecorder>[] = [];
  const simulation = createSimulation({ scenario, architecture: 'peer-to-peer', randomSeed: 5 }, (header) => {
    const recorder = createTraceRecorder(header);
    recorders.push(recorder);
    return recorder;
  }, { fromSeconds: 0, take: (decision) => void decisions.push(decision) });
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
  return {
    explainer,
    /** The answer, and in how many turns it came. */
    ask(row: number, keptBefore = 200) {
      const fromRow = Math.max(0, row - keptBefore);
      const fromSeconds = rowOf(trace, fromRow).timeSeconds;
      const run = explainer.ask({ runId: `q${++asked}`, kind: 'explain', scenario, architecture: 'peer-to-peer', randomSeed: 5, row, fromRow, fromSeconds });
      let turns = 0;
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
  for (let at = 0; at < 60; at++) {
    const row = (at * 7919 + (at % 3) * 40) % trace.rowCount;
    expect(ask(row).decision, `row ${row}`).toEqual(decisions.find(({ rows }) => rows.includes(row)) ?? null);
  }
});

test('a row near the last one is explained without computing the run again', () => {
  const { trace } = wholeRun();
  const { ask } = openExplainer(trace);
  const far = trace.rowCount - 300;
  ask(far);
  for (const row of [far - 1, far - 199, far + 1, far + 250, far]) expect(ask(row).turns).toBe(1);
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
    runId: 'q', kind: 'explain', scenario: scenarioOf(400_000, 1_000_000), architecture: 'peer-to-peer', randomSeed: 1, row: 9, fromRow: 0, fromSeconds: 0,
  });
  run.work();
  expect(run.isOver).toBe(true);
  expect(events).toMatchObject([{ kind: 'failed', problem: { code: 'runTooLarge' } }]);
});
