import path from 'node:path';
import { Piscina } from 'piscina';
import { failedRow, type PlannedRun, type SweepRow } from '@core/sweep';

/** A run that loses its worker is given to another one, once: it may have been the run that ended it. */
const TRIES = 2;
/** So many runs wait for each worker, so that none has to wait for the next one. */
const WAITING_PER_WORKER = 2;

/** Beside this file, from source and in a bundle alike. */
const WORKER = path.join(import.meta.dirname, `sweepWorker${path.extname(import.meta.filename)}`);

/**
 * Does the runs on worker threads, a few at a time.
 * @param jobs how many threads
 * @param take gets each row as soon as it is there, in no particular order. A worker that dies loses only the run it was
 * doing; when the second try fails too, its row says so.
 */
export async function runOnPool(runs: Iterable<PlannedRun>, jobs: number, take: (row: SweepRow) => void): Promise<void> {
  const pool = new Piscina<PlannedRun, SweepRow>({ filename: WORKER, minThreads: jobs, maxThreads: jobs });
  const deaths: string[] = [];
  pool.on('error', (error: unknown) => deaths.push(String(error)));
  // The library starts no further worker once one has died while it was starting: nobody is left to do what waits.
  pool.on('workerDestroy', () => setImmediate(() => {
    if (pool.threads.length === 0) pool.destroy().catch((error: unknown) => deaths.push(String(error)));
  }));

  async function attempt(planned: PlannedRun): Promise<SweepRow> {
    for (let tries = 1; ; tries++) {
      try {
        return await pool.run(planned);
      } catch (error) {
        if (tries === TRIES) return failedRow(planned, [String(error), ...deaths.slice(-1)].join('; '));
      }
    }
  }

  const rest = runs[Symbol.iterator]();
  let isOver = false;
  async function takeTurns(): Promise<void> {
    for (let next = rest.next(); !next.done && !isOver; next = rest.next()) {
      const row = await attempt(next.value);
      // Runs that were broken off because a row could not be taken have not failed.
      if (!isOver) take(row);
    }
  }
  try {
    await Promise.all(Array.from({ length: WAITING_PER_WORKER * jobs }, takeTurns));
  } finally {
    isOver = true;
    await pool.destroy();
  }
}
