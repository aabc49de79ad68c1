import { z } from 'zod';
import { bounds, offeredBitrate } from '../theory/index';
import { toRunResult, type RunResult } from '../replay/index';
import { createSimulation, type RunOptions } from '../sim/index';
import { createRowCounter } from '../trace/index';
import { ROWS_FORMAT, ROWS_VERSION, type PlannedRun, type SweepHeader, type SweepValue } from './types';

/** One run as people read it: its place, the varied values under their paths, its seed, what it came to. Flat, so that JSON and CSV have the same columns. */
export type SweepRow = Readonly<Record<string, SweepValue>> & { readonly run: number };

/** Columns that every row has after the varied values, in the order in which they are printed. */
export const RESULT_COLUMNS = [
  'seed', 'finished', 'peers', 'completed', 'makespanSeconds', 'boundSeconds', 'clientServerSeconds', 'peerToPeerSeconds', 'utilisation', 'meanCompletionSeconds',
] as const;
/** Columns that only some rows have: why no bound is stated; why the run failed. */
export const RARE_COLUMNS = ['boundNote', 'failed'] as const;
const UNKNOWN = Object.fromEntries(RESULT_COLUMNS.map((name) => [name, null]));
/** Events between two looks at whether the run is over. */
const SLICE_EVENTS = 1_000_000;

/** Does a planned run. @throws RangeError when it is too large for the memory there is */
export function measureRun({ run, values, options }: PlannedRun): SweepRow {
  const simulation = createSimulation(options, createRowCounter);
  while (!simulation.advance(SLICE_EVENTS));
  // Rows are not recorded here, so there is no digest.
  const result = toRunResult(options.scenario, simulation.header, simulation.end(), '');
  const { clientServer, peerToPeer } = bounds(options.scenario);
  const { seed, finished, peers, completed, makespanSeconds, boundSeconds, boundNote } = result;
  return {
    run,
    ...values,
    seed,
    finished,
    peers,
    completed,
    makespanSeconds,
    boundSeconds,
    clientServerSeconds: clientServer.seconds,
    peerToPeerSeconds: peerToPeer.seconds,
    utilisation: utilisationOf(result, options),
    meanCompletionSeconds: meanCompletion(result),
    ...(boundNote ? { boundNote } : {}),
  };
}

/** The row of a run that nobody could do. */
export function failedRow({ run, values, options }: PlannedRun, why: string): SweepRow {
  return { run, ...values, ...UNKNOWN, seed: options.randomSeed, failed: why };
}

/**
 * Part of the upload capacity that was used: delivered bits / (capacity x makespan). The capacity is us + U for
 * peer-to-peer (a free rider offers nothing), us alone for client-server.
 * @returns 0..1; null where not everybody finished or nothing had to be done
 */
function utilisationOf({ deliveredBits, makespanSeconds }: RunResult, { scenario, architecture }: RunOptions): number | null {
  const offered = architecture === 'client-server' ? [] : scenario.peerGroups.map((group) => group.count * offeredBitrate(group));
  const capacity = offered.reduce((sum, bitrate) => sum + bitrate, scenario.server.uploadBitrate);
  return makespanSeconds && capacity > 0 ? deliveredBits / (capacity * makespanSeconds) : null;
}

/** Over the peers that completed, each from its own first arrival. */
function meanCompletion({ perPeer }: RunResult): number | null {
  const lasted = perPeer.flatMap(({ joinedSeconds, completedSeconds }) => (joinedSeconds === null || completedSeconds === null ? [] : [completedSeconds - joinedSeconds]));
  return lasted.length > 0 ? lasted.reduce((sum, seconds) => sum + seconds, 0) / lasted.length : null;
}

const value = z.union([z.number(), z.string(), z.boolean(), z.null()]);

/** The first line of a file of rows. */
export const sweepHeaderSchema = z.strictObject({
  format: z.literal(ROWS_FORMAT),
  version: z.literal(ROWS_VERSION),
  engineVersion: z.string(),
  sweep: z.string(),
  architecture: z.enum(['client-server', 'peer-to-peer']),
  seed: z.int().min(0),
  repeats: z.int().min(1),
  vary: z.array(z.strictObject({ path: z.string(), values: z.array(value).min(1) })),
  runs: z.int().min(1),
}) satisfies z.ZodType<SweepHeader>;

/** Every other line. */
export const sweepRowSchema = z.object({ run: z.int().min(0) }).catchall(value) satisfies z.ZodType<SweepRow>;
