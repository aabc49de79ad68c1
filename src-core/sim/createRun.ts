import type { TraceHeader, TraceWriter } from '../trace/index';
import { createFluidRun } from './fluidRun';
import { createSimulation } from './simulation';
import type { ComputedRunOptions, Simulation } from './types';

/**
 * A run of any architecture that is computed: a simulated swarm or the fluid schedule.
 * @throws NoScheduleError where there is no fluid schedule
 * @throws RangeError when it is too large for the memory there is
 */
export function createRun(options: ComputedRunOptions, openWriter: (header: TraceHeader) => TraceWriter): Simulation {
  const { architecture } = options;
  return architecture === 'fluid-schedule' ? createFluidRun(options, openWriter) : createSimulation({ ...options, architecture }, openWriter);
}
