import { inFreshProcess } from './children';
import type { RealFigures } from './measurements';
import { REAL_SWARMS, type RealSwarm } from './realRuns';
import { median } from './statistics';
import { fixed, tableOf, whole } from './table';

const MEBI = 1024 * 1024;

/** Real swarms over loopback without limits: how much they move, what it costs, and how large the process becomes. Medians; the largest peak. */
export async function benchReal(bundle: string, repeats: number, say: (line: string) => void): Promise<string> {
  const rows: string[][] = [];
  for (const name of Object.keys(REAL_SWARMS) as RealSwarm[]) {
    const runs: RealFigures[] = [];
    for (let repeat = 1; repeat <= repeats; repeat++) {
      const run = await inFreshProcess<RealFigures>(bundle, ['real', name]);
      runs.push(run);
      say(`real, ${name}, ${repeat} of ${repeats}: ${fixed(run.movedBytes / MEBI / run.seconds, 0)} MiB/s, ${fixed(run.cpuSeconds, 1)} CPU s`);
    }
    const of = (value: (run: RealFigures) => number) => median(runs.map(value));
    const { peers, pieces, pieceBytes } = REAL_SWARMS[name];
    rows.push([
      `${peers} peers, ${whole((pieces * pieceBytes) / MEBI)} MiB`,
      whole(of((run) => run.movedBytes / MEBI / run.seconds)),
      whole(of((run) => run.movedBytes / MEBI / run.cpuSeconds)),
      fixed(of((run) => (100 * run.duplicateBytes) / run.movedBytes), 1),
      fixed(of((run) => run.endSeconds), 2),
      whole(Math.max(...runs.map((run) => run.peakBytes / MEBI))),
    ]);
  }
  return tableOf(['swarm', 'MiB/s in all', 'MiB per CPU s', '% twice', 's from the last byte to the end', 'peak RSS, MiB'], rows);
}
