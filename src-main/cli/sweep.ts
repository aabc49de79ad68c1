import { planSweep, runsOfShard, type PlannedRun, type SweepPlan, type SweepRow } from '@core/sweep';
import { runOnPool } from '../engine/sweepPool';
import { FAILED } from './failure';
import { onInterrupt } from './interrupt';
import { createStatusLine } from './progressLine';
import { architectureOf, SWARM_ARCHITECTURES } from './run';
import { loadScenario } from './scenarioFile';
import { allowed, jobsOf, repeatsOf, shardOf, variationsOf } from './sweepOptions';
import { jobsThatFit } from './sweepMemory';
import { printRows, type OutputOptions } from './sweepOutput';
import { openRows, readRows, type RowsFile } from './sweepRows';
import type { Words } from './words';

export interface SweepCommandOptions extends OutputOptions {
  readonly vary: readonly string[];
  readonly architecture: string;
  readonly repeats?: string;
  readonly jobs?: string;
  readonly shard?: string;
  readonly out?: string;
}

const STATUS_EVERY_MS = 500;

/** `lab sweep FILE`: every combination of the varied values, each with several seeds, on several threads. */
export async function sweepCommand(file: string, options: SweepCommandOptions, words: Words): Promise<string> {
  const [architecture, repeats, jobs] = [architectureOf(options.architecture, SWARM_ARCHITECTURES, words), repeatsOf(options.repeats, words), jobsOf(options.jobs, words)];
  const [{ shard, shards }, variations] = [shardOf(options.shard, words), variationsOf(options.vary, words)];
  const { scenario } = await loadScenario(file, words);
  const plan = allowed(planSweep({ scenario, architecture, variations, repeats }), words);
  const fitting = jobsThatFit(plan, jobs, words);
  const asked = runsOfShard(plan.runCount, shard, shards);

  const { header } = plan;
  const before = options.out === undefined ? null : await readRows(options.out, header, words);
  const rows = new Map(before?.rows.filter(({ failed }) => failed === undefined).map((row) => [row.run, row]));
  const rowsFile = options.out === undefined || !before ? null : openRows(options.out, header, before.wholeBytes, words);
  const printed = () => printRows(header, asked.flatMap((run) => rows.get(run) ?? []), options);

  await runAll(plan, asked.filter((run) => !rows.has(run)), { jobs: fitting, asked: asked.length, rows, rowsFile, words, printed });
  const failed = asked.filter((run) => rows.get(run)?.failed !== undefined);
  if (failed.length > 0) {
    process.exitCode = FAILED;
    const [first = 0] = failed;
    process.stderr.write(`${words('cli.sweep.failed', { n: failed.length, run: first, detail: String(rows.get(first)?.failed) })}\n`);
  }
  return printed();
}

interface Keeping {
  readonly jobs: number;
  /** Runs that this call is about, those that are there already among them. */
  readonly asked: number;
  readonly rows: Map<number, SweepRow>;
  readonly rowsFile: RowsFile | null;
  readonly words: Words;
  readonly printed: () => string;
}

/** Does what is left; says how it goes; when interrupted, gives what there is. */
async function runAll(plan: SweepPlan, left: readonly number[], { jobs, asked, rows, rowsFile, words, printed }: Keeping): Promise<void> {
  const line = createStatusLine(process.stderr);
  const began = performance.now();
  let done = 0;
  const status = () => {
    const [total, doneInAll] = [asked, asked - left.length + done];
    const perSecond = (1000 * done) / (performance.now() - began);
    if (done === 0) return words('cli.sweep.started', { done: doneInAll, total });
    return words('cli.sweep.progress', { done: doneInAll, total, rate: perSecond.toPrecision(2), seconds: Math.ceil((left.length - done) / perSecond) });
  };
  const timer = setInterval(() => {
    if (done < left.length) line.show(status);
  }, STATUS_EVERY_MS);
  const release = onInterrupt(() => {
    line.clear();
    rowsFile?.close();
    // With a file, the next call prints them; without one, this is all that would be left of them.
    if (!rowsFile) process.stdout.write(printed());
    process.stderr.write(`${words(rowsFile ? 'cli.sweep.interruptedFile' : 'cli.sweep.interrupted', { done: asked - left.length + done, total: asked })}\n`);
  });
  try {
    if (left.length > 0) await runOnPool(plannedRuns(plan, left), Math.min(jobs, left.length), (row) => {
      rowsFile?.append(row);
      rows.set(row.run, row);
      done++;
    });
    rowsFile?.close();
  } finally {
    clearInterval(timer);
    release();
    line.clear();
  }
}

function* plannedRuns(plan: SweepPlan, runs: readonly number[]): Generator<PlannedRun> {
  for (const run of runs) yield plan.runAt(run);
}
