import { expect, type Page } from '@playwright/test';
import { cpus, loadavg } from 'node:os';
import { fixed, megabytes, tableOf, whole } from '../table';
import { crowd } from '../scenarios';
import { median, quantile } from '../statistics';
import { seekAtRandom, type Seeks, watchFrames, type Playback, type Work } from './inPage';
import { type BenchedLab, prepare, runToEnd, SIZE, startLab } from './lab';
import { compositingOf, memoryOf, type ProcessMemory } from './memory';

const SIZES = [{ peers: 200, pieces: 1000 }, { peers: 1000, pieces: 1000 }] as const;
const WATCHED_SECONDS = 12;
const SEEKS = 100;
const STARTS = 3;
/** In the thick of it: everybody sends, and the picture changes with every frame. */
const WATCH_FROM = 0.02;
const WATCHED_SPEED = '0.25×';
/** For each peer, bit/s: the server alone needs about three times as long as the swarm, so that both can be watched on one clock. */
const SERVER_BITRATE = 1e6;

interface Figures {
  readonly name: string;
  readonly playback: Playback;
  readonly seeks: Seeks;
  readonly memory: readonly ProcessMemory[];
}

async function runBoth(page: Page): Promise<void> {
  await runToEnd(page);
  // Slow enough that the swarm is under way for as long as it is watched.
  await page.getByTestId('speed').click();
  await page.getByRole('menuitemradio', { name: WATCHED_SPEED, exact: true }).click();
}

async function measure(env: Record<string, string>, size: (typeof SIZES)[number]): Promise<Figures> {
  const scenario = crowd(size);
  const lab = await startLab(env, { ...scenario, server: { ...scenario.server, uploadBitrate: size.peers * SERVER_BITRATE } });
  try {
    const { app, page } = lab;
    await expect(page.getByTestId('matrix')).toBeVisible();
    await runBoth(page);
    const memory = await memoryOf(app);
    const seeks = await seekAtRandom(page, SEEKS);
    const bar = await page.getByTestId('time-slider').boundingBox();
    if (!bar) throw new Error('there is no time bar');
    await page.mouse.click(bar.x + WATCH_FROM * bar.width, bar.y + bar.height / 2);
    await page.getByTestId('play').click();
    const playback = await watchFrames(page, WATCHED_SECONDS);
    return { name: `${whole(size.peers)} x ${whole(size.pieces)}`, playback, seeks, memory };
  } finally {
    await lab.end();
  }
}

const quantiles = (values: readonly number[]) => [0.5, 0.95, 0.99].map((share) => fixed(quantile(values, share), 1));
const workCells = ({ allMs, scriptMs }: Work) => [fixed(allMs, 1), fixed(scriptMs, 1)];
const sumOf = (memory: readonly ProcessMemory[], read: (one: ProcessMemory) => number) => memory.reduce((sum, one) => sum + read(one), 0);

function frameTable(figures: readonly Figures[]): string {
  const rows = figures.map(({ name, playback: { gapsMs, work } }) => {
    const perSecond = (1000 * gapsMs.length) / gapsMs.reduce((sum, gap) => sum + gap, 0);
    return [name, fixed(perSecond, 1), ...quantiles(gapsMs), ...workCells(work)];
  });
  return tableOf(['peers x pieces', 'frames/s', 'gap p50 ms', 'p95', 'p99', 'CPU ms/frame', 'of it script'], rows);
}

function seekTable(figures: readonly Figures[]): string {
  const rows = figures.map(({ name, seeks }) => [name, ...quantiles(seeks.workMs), ...quantiles(seeks.shownMs), ...workCells(seeks.work)]);
  return tableOf(['peers x pieces', 'work p50 ms', 'p95', 'p99', 'shown p50 ms', 'p95', 'p99', 'CPU ms/seek', 'of it script'], rows);
}

function memoryTable(figures: readonly Figures[]): string {
  const measures = [(one: ProcessMemory) => one.workingSetBytes, (one: ProcessMemory) => one.proportionalBytes, (one: ProcessMemory) => one.writtenBytes];
  // Where the system does not tell something of one process, it says nothing of all.
  const cells = (name: string, title: string, processes: readonly ProcessMemory[]) =>
    [name, title, ...measures.map((read) => (processes.some((one) => read(one) === null) ? '' : megabytes(sumOf(processes, (one) => read(one) ?? 0))))];
  const rows = figures.flatMap(({ name, memory }) => [...memory.map((one) => cells(name, one.name, [one])), cells(name, 'all', memory)]);
  return tableOf(['peers x pieces', 'process', 'working set', 'proportional', 'of it written'], rows);
}

async function startTimes(env: Record<string, string>): Promise<{ readonly ms: readonly number[]; readonly compositing: string }> {
  const ms: number[] = [];
  let compositing = '';
  for (let start = 0; start < STARTS; start++) {
    const lab: BenchedLab = await startLab(env, null);
    ms.push(lab.startMs);
    compositing = await compositingOf(lab.app);
    await lab.end();
  }
  return { ms, compositing };
}

/** Frames, seeks, memory and start of the built app, in the real window. Markdown. */
export async function benchApp(say: (line: string) => void): Promise<string> {
  const env = await prepare();
  const starts = await startTimes(env);
  const figures: Figures[] = [];
  for (const size of SIZES) {
    say(`the app, ${size.peers} x ${size.pieces}`);
    figures.push(await measure(env, size));
  }
  const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, load ${fixed(loadavg()[0] ?? 0, 1)}; ${starts.compositing}; window ${SIZE.width} x ${SIZE.height}.`;
  const start = `Start until ready: ${fixed(median(starts.ms) / 1000, 2)} s (median of ${STARTS}).`;
  return [machine, start, frameTable(figures), seekTable(figures), memoryTable(figures)].join('\n\n');
}
