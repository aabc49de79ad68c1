import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromiumFlags } from '../scripts/system/chromium.mjs';
import { distFolder, FOLDER_NAME, NAME } from '../scripts/package/identity.mjs';
import { electronExecutable, root } from '../scripts/tools/programs.mjs';
import { familySeconds } from './app/family';
import { runToEnd, startLab } from './app/lab';
import { memoryOf, type ProcessMemory } from './app/memory';
import { startOnce, type Start, type StartCall } from './app/plainStart';
import { median } from './statistics';
import { fixed, megabytes, tableOf } from './table';

/** In these the system reads the files for the first time, and Chromium keeps the window's script compiled. */
const STARTS_BEFORE = 2;
const RUNS = 10;
const SETTLE_MS = 5_000;
const IDLE_SECONDS = 30;
/** As by a double-click: opens on the Swarm screen whether or not the lab has been used before. */
const LAB = path.join(root, 'resources/scenarios/textbook-10-peers.swarm.json');

/** What the runtime takes by itself: one window with one word in it. */
async function emptyApp(folder: string): Promise<string> {
  await mkdir(folder);
  const main = `import { app, BrowserWindow } from 'electron';
void app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile(import.meta.dirname + '/index.html'));`;
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', type: 'module', main: 'main.js' }));
  await writeFile(path.join(folder, 'main.js'), main);
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>empty</title><p data-ready="yes">ready');
  return folder;
}

async function startsOf(call: StartCall, folder: string, repeats: number): Promise<readonly Start[]> {
  const starts: Start[] = [];
  const args = [...chromiumFlags().map(({ flag }) => flag), `--user-data-dir=${folder}`, ...call.args];
  for (let start = 0; start < STARTS_BEFORE + repeats; start++) starts.push(await startOnce({ ...call, args }));
  return starts.slice(STARTS_BEFORE);
}

const COLUMNS = ['runtimeMs', 'pageMs', 'readyMs', 'pictureMs', 'runMs', 'processorMs'] as const;

function startRow(name: string, starts: readonly Start[]): string[] {
  const cells = COLUMNS.map((column) => {
    const values = starts.flatMap((start) => start[column] ?? []);
    return values.length === 0 ? '' : fixed(median(values) / 1000, 2);
  });
  return [name, ...cells];
}

/**
 * How long the app takes to start, beside what the runtime takes by itself. Markdown.
 * @param repeats starts of which the median is taken
 * @throws Error where there is no `/proc` to read it from
 */
export async function benchStarts(env: Record<string, string>, repeats: number, say: (line: string) => void): Promise<string> {
  if (process.platform !== 'linux') throw new Error('start-up is measured on Linux only: it reads /proc');
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-lab-bench-'));
  const packaged = path.join(distFolder, FOLDER_NAME, NAME);
  const calls: Record<string, StartCall> = {
    'empty app': { program: electronExecutable(), args: [await emptyApp(path.join(folder, 'empty'))], env, isBare: true },
    'built app': { program: electronExecutable(), args: [root, LAB], env, runs: true },
    ...(existsSync(packaged) ? { 'packaged app': { program: packaged, args: [LAB], env, runs: true } } : {}),
  };
  const rows: string[][] = [];
  for (const [name, call] of Object.entries(calls)) {
    say(`starts, ${name}`);
    rows.push(startRow(name, await startsOf(call, path.join(folder, `user data, ${name}`), repeats)));
  }
  await rm(folder, { recursive: true, force: true });
  return `${tableOf(['median, s', 'Chromium up', 'window begins', 'ready', 'first picture', 'one run', 'processor'], rows)}\n\nLoad ${fixed(loadavg()[0] ?? 0, 1)}.`;
}

function memoryRows(columns: readonly (readonly ProcessMemory[])[]): string[][] {
  const names = [...new Set(columns.flat().map(({ name }) => name))];
  const sumOf = (memory: readonly ProcessMemory[], read: (one: ProcessMemory) => number | null) => megabytes(memory.reduce((sum, one) => sum + (read(one) ?? 0), 0));
  const line = (title: string, isMeant: (one: ProcessMemory) => boolean) => {
    const meant = columns.map((memory) => memory.filter(isMeant));
    return [title, ...meant.map((memory) => `${sumOf(memory, (one) => one.proportionalBytes)} (${sumOf(memory, (one) => one.writtenBytes)})`)];
  };
  return [...names.map((name) => line(name, (one) => one.name === name)), line('all', () => true)];
}

/** What the built app takes while nothing goes on, and whether its memory stays, on the lab that it opens by itself. Markdown. Linux only. */
export async function benchRest(env: Record<string, string>): Promise<string> {
  const lab = await startLab(env, null);
  try {
    const pid = lab.app.process().pid ?? -1;
    await wait(SETTLE_MS);
    const before = await familySeconds(pid);
    await wait(1000 * IDLE_SECONDS);
    const idle = (await familySeconds(pid)) - before;
    const memory = [await memoryOf(lab.app)];
    for (let run = 1; run <= RUNS; run++) {
      await runToEnd(lab.page);
      await wait(SETTLE_MS);
      if (run === 1 || run === RUNS) memory.push(await memoryOf(lab.app));
    }
    return [
      `Nothing playing for ${IDLE_SECONDS} s: all processes together took ${fixed((100 * idle) / IDLE_SECONDS, 2)} % of one core.`,
      tableOf(['proportional (of it written)', 'after the start', 'after one run', `after ${RUNS} runs`], memoryRows(memory)),
    ].join('\n\n');
  } finally {
    await lab.end();
  }
}
