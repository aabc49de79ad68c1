import { freemem } from 'node:os';
import { setImmediate as breathe } from 'node:timers/promises';
import { toRunResult, type RunResult } from '@core/replay';
import { createRun, memoryLimit, type ComputedRunOptions } from '@core/sim';
import { createTraceWriter, type DigestingWriter, type Trace, type TraceChunk } from '@core/trace';

/** Between two slices the process hears signals; so long may one take. */
const SLICE_MS = 50;
const FIRST_SLICE_EVENTS = 500;

/**
 * One run to its end, in slices between which the process can be interrupted.
 * @param keepsTrace whether the rows are wanted; else only their digest is made
 * @param progress told after each slice: piece transfers done, of how many, and the time in the run
 * @throws NoScheduleError where there is no fluid schedule
 * @throws RangeError when the scenario is too large for the memory there is
 */
export async function simulate(
  options: ComputedRunOptions,
  keepsTrace: boolean,
  progress: (completed: number, total: number, timeSeconds: number) => void,
): Promise<{ result: RunResult; trace: Trace }> {
  const chunks: TraceChunk[] = [];
  const writers: DigestingWriter[] = [];
  const simulation = createRun({ ...options, keepsTrace, memoryLimitBytes: memoryLimit(freemem()) }, (header) => {
    const writer = createTraceWriter(header, keepsTrace ? (chunk) => chunks.push(chunk) : undefined);
    writers.push(writer);
    return writer;
  });
  for (let events = FIRST_SLICE_EVENTS, isOver = false; !isOver; ) {
    const began = performance.now();
    isOver = simulation.advance(events);
    const lastedMs = performance.now() - began;
    events = Math.max(1, Math.min(2 * events, Math.floor((events * SLICE_MS) / Math.max(lastedMs, 0.01))));
    progress(simulation.completed, simulation.total, simulation.timeSeconds);
    await breathe();
  }
  const { header } = simulation;
  const [finished] = writers.map((writer) => writer.finish());
  const result = toRunResult(options.scenario, header, simulation.end(), finished!.digest);
  return { result, trace: { header, chunks, ...finished! } };
}
