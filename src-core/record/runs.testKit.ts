import { defaultScenario, type Scenario } from '../scenario/index';
import { createSimulation } from '../sim/index';
import { toRunResult } from '../replay/index';
import { createTraceRecorder, type Trace, type TraceHeader, type TraceWriter } from '../trace/index';
import type { DecisionObserver } from '../policy/index';
import type { RecordedRun } from './runForm';

/** A few peers and pieces, with names that need escaping everywhere. */
export function smallScenario(peers = 6, pieces = 12): Scenario {
  const base = defaultScenario();
  return {
    ...base, title: '작은 <b>스웜</b> "=1+1"', content: { sizeBits: pieces * 1_000_000, pieceBits: 1_000_000 },
    peerGroups: [{ ...base.peerGroups[0]!, name: '학생 \u202e<script>', count: peers }],
  };
}

/** A run as the engine computes it. */
export function recordedRun(scenario: Scenario, architecture: 'client-server' | 'peer-to-peer' = 'peer-to-peer', observer?: DecisionObserver): RecordedRun {
  const recorders: (TraceWriter & { finish(): Trace })[] = [];
  const open = (header: TraceHeader) => {
    const recorder = createTraceRecorder(header);
    recorders.push(recorder);
    return recorder;
  };
  const simulation = createSimulation({ scenario, architecture, randomSeed: scenario.seed }, open, observer);
  while (!simulation.advance(1_000));
  const trace = recorders[0]!.finish();
  return { trace, result: toRunResult(scenario, trace.header, simulation.end(), trace.digest) };
}
