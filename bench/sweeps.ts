import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '@core/scenario/index';
import { bundleLab } from '../e2e/cli/bundle';
import { crowd, textbook } from './scenarios';
import { median } from './statistics';
import { fixed, tableOf } from './table';

const root = path.resolve(import.meta.dirname, '..');

interface Sweep {
  readonly scenario: Scenario;
  readonly vary: string;
  readonly repeats: number;
}

/**
 * Tables of a small swarm fit into the cache of a core; those of a large one have to share what lies behind it. Each takes a job about
 * a minute: with less the start, and the compilation of the hot code once in each thread, would be much of it.
 */
const SWEEPS: Readonly<Record<string, Sweep>> = {
  'textbook, 10 to 100 peers': { scenario: textbook({ peers: 10, pieces: 500 }), vary: 'peerGroups[0].count=10..100..10', repeats: 20 },
  'crowd, 1,000 peers': { scenario: crowd({ peers: 1000, pieces: 200 }), vary: 'peerGroups[0].count=1000', repeats: 60 },
};

/** What others may use of the processors before a sweep begins, and how long to wait for that. */
const QUIET_FRACTION = 0.1;
const MOST_WAITS = 30;

/** Says at its end how much processor time a process took, with all its threads. */
const TELL_CPU = `data:text/javascript,${encodeURIComponent("process.on('exit', () => { const { user, system } = process.cpuUsage(); process.stderr.write('cpu ' + (user + system) + '\\n'); });")}`;

interface Seconds {
  readonly clock: number;
  readonly cpu: number;
}

function secondsWith(file: string, { scenario, vary, repeats }: Sweep, jobs: number): Seconds {
  const began = performance.now();
  const args = ['--import', TELL_CPU, file, 'sweep', '-', '--vary', vary, '--repeats', String(repeats), '--jobs', String(jobs)];
  const { status, stderr } = spawnSync(process.execPath, args, { input: JSON.stringify(scenario), encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`the sweep ended with ${status}: ${stderr}`);
  const clock = (performance.now() - began) / 1000;
  // Each thread says it for the whole process; the main one is the last.
  return { clock, cpu: Math.max(...Array.from(stderr.matchAll(/^cpu (\d+)$/gm), ([, microseconds]) => Number(microseconds) / 1e6)) };
}

/** Part of the processors' time that was used during a second. */
async function busyFraction(): Promise<number> {
  const totals = () => cpus().reduce((sum, { times }) => {
    const all = times.user + times.nice + times.sys + times.irq + times.idle;
    return { all: sum.all + all, idle: sum.idle + times.idle };
  }, { all: 0, idle: 0 });
  const before = totals();
  await sleep(1000);
  const after = totals();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

/** Waits until others leave the machine alone. @returns what they use all the same */
async function quiet(): Promise<number> {
  for (let wait = 1; ; wait++) {
    const busy = await busyFraction();
    if (busy <= QUIET_FRACTION || wait === MOST_WAITS) return busy;
  }
}

/**
 * How much sooner sweeps are done by two jobs than by one, and what processor time that takes. See docs/sweeps.md.
 * One job and two take turns, so that what else the machine does falls on both.
 */
export async function benchSweeps(pairs: number, say: (line: string) => void): Promise<string> {
  const bundle = await bundleLab(root);
  try {
    const rows: string[][] = [];
    for (const [name, sweep] of Object.entries(SWEEPS)) {
      const figures: { busy: number; one: Seconds; two: Seconds }[] = [];
      for (let pair = 1; pair <= pairs; pair++) {
        const busy = await quiet();
        const order = pair % 2 === 1 ? [1, 2] : [2, 1];
        const seconds = order.map((jobs) => secondsWith(bundle.file, sweep, jobs));
        const [one, two] = pair % 2 === 1 ? [seconds[0]!, seconds[1]!] : [seconds[1]!, seconds[0]!];
        figures.push({ busy, one, two });
        say(`${name}, ${pair} of ${pairs}: 1 job ${fixed(one.clock, 2)} s, 2 jobs ${fixed(two.clock, 2)} s, others before it ${fixed(100 * busy, 0)} %`);
      }
      const middle = (of: (figure: (typeof figures)[number]) => number) => median(figures.map(of));
      rows.push([
        name,
        fixed(middle(({ one }) => one.clock), 2),
        fixed(middle(({ two }) => two.clock), 2),
        fixed(middle(({ one, two }) => one.clock / two.clock), 2),
        fixed(middle(({ one, two }) => two.cpu / one.cpu), 2),
        `${fixed(100 * middle(({ busy }) => busy), 0)} %`,
      ]);
    }
    return tableOf(['sweep', '1 job, s', '2 jobs, s', 'speed-up', 'CPU time x', 'others before'], rows);
  } finally {
    bundle.remove();
  }
}
