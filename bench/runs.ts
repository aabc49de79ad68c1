import { createSimulation, type RunEnd } from '@core/sim/index';
import type { Scenario } from '@core/scenario/index';
import { createRowCounter, createTraceRecorder, createTraceWriter, type Trace, type TraceHeader, type TraceWriter } from '@core/trace/index';
import type { Keeping, RunFigures } from './measurements';
import { peakMemory } from './peakMemory';

const SLICE_EVENTS = 100_000;

/** One run to its end. */
export function runToEnd(scenario: Scenario, open: (header: TraceHeader) => TraceWriter): RunEnd {
  const simulation = createSimulation({ scenario, architecture: 'peer-to-peer', randomSeed: scenario.seed }, open);
  while (!simulation.advance(SLICE_EVENTS));
  return simulation.end();
}

/** A run of which the trace is kept. */
export function recordRun(scenario: Scenario): { end: RunEnd; trace: Trace } {
  let finish: (() => Trace) | undefined;
  const end = runToEnd(scenario, (header) => {
    const recorder = createTraceRecorder(header);
    finish = recorder.finish;
    return recorder;
  });
  if (!finish) throw new Error('the run opened no trace');
  return { end, trace: finish() };
}

const cpuSeconds = () => process.cpuUsage().user / 1e6;

/** Rows and digest of a run; the digest is empty where rows are only counted. */
function runKeeping(scenario: Scenario, keeping: Keeping): { end: RunEnd; rows: number; digest: string } {
  if (keeping === 'kept') {
    const { end, trace } = recordRun(scenario);
    return { end, rows: trace.rowCount, digest: trace.digest };
  }
  if (keeping === 'counted') {
    const counter = createRowCounter();
    return { end: runToEnd(scenario, () => counter), rows: counter.rowCount, digest: '' };
  }
  let finish: ReturnType<typeof createTraceWriter>['finish'] | undefined;
  const end = runToEnd(scenario, (header) => {
    const writer = createTraceWriter(header);
    finish = writer.finish;
    return writer;
  });
  const done = finish?.();
  return { end, rows: done?.rowCount ?? 0, digest: done?.digest ?? '' };
}

/**
 * Runs a scenario, with other seeds again until so many pieces were transferred: small swarms are over before the engine has
 * compiled what is hot.
 */
export function measureRuns(scenario: Scenario, keeping: Keeping, leastTransfers: number): RunFigures {
  const before = cpuSeconds();
  let transfers = 0;
  let events = 0;
  let rows = 0;
  let digest = '';
  for (let seed = scenario.seed; transfers === 0 || transfers < leastTransfers; seed++) {
    const run = runKeeping({ ...scenario, seed }, keeping);
    transfers += run.end.pieceTransfers;
    events += run.end.events;
    rows += run.rows;
    digest ||= run.digest;
  }
  return { transfers, events, rows, cpuSeconds: cpuSeconds() - before, peakBytes: peakMemory(), digest };
}
