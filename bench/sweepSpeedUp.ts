// node --import tsx bench/sweepSpeedUp.ts [PAIRS]: how much sooner a sweep is done by two jobs than by one. See docs/sweeps.md.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantileSorted } from 'simple-statistics';
import { bundleLab } from '../e2e/cli/bundle';

const root = path.resolve(import.meta.dirname, '..');
/** 36 runs of some tenths of a second: the start of a thread, and the end, at which one has nothing left to do, weigh little. */
const SWEEP = ['--vary', 'peerGroups[0].count=100,150,200', '--repeats', '12'];
/** What others may use of the processors before a pair begins, and how long to wait for that. */
const QUIET_FRACTION = 0.1;
const MOST_WAITS = 120;
const SCENARIO = {
  format: 'swarm-lab/scenario', version: 1,
  content: { sizeBits: 1_048_576_000, pieceBits: 2_097_152 },
  server: { uploadBitrate: 20_000_000 },
  peerGroups: [{ name: 'students', count: 100, uploadBitrate: 2_000_000, downloadBitrate: 8_000_000 }],
  protocol: { maxNeighbours: 40 },
};

/** Seconds from the start of the process to its end. */
function secondsWith(file: string, jobs: number): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [file, 'sweep', '-', ...SWEEP, '--jobs', String(jobs)], { input: JSON.stringify(SCENARIO), encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`the sweep ended with ${status}: ${stderr}`);
  return (performance.now() - began) / 1000;
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

const pairs = Number(process.argv[2] ?? 5);
const bundle = await bundleLab(root);
try {
  const ratios: number[] = [];
  for (let pair = 1; pair <= pairs; pair++) {
    // In turns, so that what else the machine does falls on both.
    const busy = await quiet();
    const order = pair % 2 === 1 ? [1, 2] : [2, 1];
    const seconds = new Map(order.map((jobs) => [jobs, secondsWith(bundle.file, jobs)]));
    const [one = 0, two = 1] = [seconds.get(1), seconds.get(2)];
    ratios.push(one / two);
    process.stdout.write(`pair ${pair}: 1 job ${one.toFixed(2)} s, 2 jobs ${two.toFixed(2)} s, ratio ${(one / two).toFixed(2)}, others before it ${(100 * busy).toFixed(0)} %\n`);
  }
  ratios.sort((a, b) => a - b);
  process.stdout.write(`speed-up with two jobs: median ${quantileSorted(ratios, 0.5).toFixed(2)} of ${pairs} pairs, ${ratios[0]?.toFixed(2)} to ${ratios.at(-1)?.toFixed(2)}\n`);
} finally {
  bundle.remove();
}
