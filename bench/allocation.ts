import { Session } from 'node:inspector/promises';
import { createSimulation } from '@core/sim/index';
import type { Scenario } from '@core/scenario/index';
import { createRowCounter } from '@core/trace/index';
import type { AllocationFigures } from './measurements';

const SAMPLE_BYTES = 4096;
const TOP = 12;

/**
 * Bytes allocated by the hot loop, by function, as V8's sampling heap profiler sees them (also what was collected at once).
 * The first third of the run is left out: until its code is compiled, every number that is not small is an object.
 */
export async function measureAllocation(scenario: Scenario): Promise<AllocationFigures> {
  const simulation = createSimulation({ scenario, architecture: 'peer-to-peer', randomSeed: scenario.seed }, createRowCounter);
  const until = (fraction: number) => {
    let events = 0;
    while (simulation.completed < fraction * simulation.total && !simulation.advance(1000)) events += 1000;
    return events;
  };
  until(1 / 3);
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: SAMPLE_BYTES,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  const events = until(0.95);
  const { profile } = await session.post('HeapProfiler.stopSampling');
  session.disconnect();
  const bytesOf = new Map<string, number>();
  let bytes = 0;
  const visit = (node: typeof profile.head): void => {
    if (node.selfSize > 0) bytesOf.set(node.callFrame.functionName || '(anonymous)', (bytesOf.get(node.callFrame.functionName) ?? 0) + node.selfSize);
    bytes += node.selfSize;
    node.children.forEach(visit);
  };
  visit(profile.head);
  return { events, bytes, top: [...bytesOf].sort((a, b) => b[1] - a[1]).slice(0, TOP) };
}
