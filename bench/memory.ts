import { createSimulation, estimateMemory } from '@core/sim/index';
import type { Scenario } from '@core/scenario/index';
import { createRowCounter, createTraceRecorder } from '@core/trace/index';
import type { MemoryFigures } from './measurements';
import { peakMemory } from './peakMemory';

const SLICE_EVENTS = 1000;
/** By then a run that keeps nothing has touched all of its memory. */
const ENOUGH = 0.3;

/** Peak memory of this process after a run (all of it where the trace is kept), and the estimate made before. */
export function measureMemory(scenario: Scenario, keepsTrace: boolean): MemoryFigures {
  const options = { scenario, architecture: 'peer-to-peer', randomSeed: scenario.seed, keepsTrace } as const;
  const estimateBytes = estimateMemory(options).bytes;
  const simulation = createSimulation(options, keepsTrace ? createTraceRecorder : createRowCounter);
  const most = keepsTrace ? Infinity : ENOUGH * simulation.total;
  while (simulation.completed < most && !simulation.advance(SLICE_EVENTS));
  return { estimateBytes, peakBytes: peakMemory() };
}
