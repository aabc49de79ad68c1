import type { ElectronApplication } from '@playwright/test';
import { setTimeout as wait } from 'node:timers/promises';
import { linearRegression } from 'simple-statistics';
import { memoryOf } from '../../bench/app/memory';
import { labPart, scenarioFile, type LongLab } from './labApp';
import type { LongRow } from './part';

const SAMPLE_EVERY_MS = 5_000;
/** Code is compiled and caches fill up before memory can be called flat. */
const WARM_UP = 0.25;
const LIMIT_MEBIBYTES = 5;
const TEN_MINUTES = 10;
/** Paused, what was under way ends within the first; the second is measured. */
const SETTLE_MS = 30_000;
const IDLE_MS = 60_000;
const IDLE_PERCENT = 1;

/** Processor time of all processes of the app so far, in seconds. */
const processorSeconds = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ app: main }) => main.getAppMetrics().reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? 0), 0));

/** What the app takes of one processor while nobody does anything. */
async function idle({ app, page }: LongLab): Promise<LongRow> {
  const pause = page.getByTestId('play').and(page.getByRole('button', { name: 'Pause' }));
  if (await pause.isVisible()) await pause.click();
  await wait(SETTLE_MS);
  const before = await processorSeconds(app);
  await wait(IDLE_MS);
  const percent = ((await processorSeconds(app)) - before) / (IDLE_MS / 1000) * 100;
  return { what: 'paused afterwards, a minute in which nobody does anything: processor time of all processes', goal: `below ${IDLE_PERCENT} %`, found: `${percent.toFixed(2)} %`, holds: percent < IDLE_PERCENT };
}

/** A run is played over and over; the memory of each process must not grow, and afterwards the app rests. */
export const soak = labPart('soak', 1, async ({ place, soakMinutes, say }) => {
  const lab = await place.start('user', await scenarioFile(place, 'class.swarm.json', 'textbook-30-students', (scenario) => scenario));
  await lab.page.getByTestId('speed').click();
  await lab.page.getByRole('menuitemradio').last().click();
  const samples = new Map<string, [number, number][]>();
  const startMs = performance.now();
  let runs = 0;
  for (let minutes = 0; minutes < soakMinutes; minutes = (performance.now() - startMs) / 60_000) {
    // Played to its end it is run again; else this only plays on.
    if (await lab.page.getByTestId('run').isEnabled()) {
      await lab.page.getByTestId('run').click();
      runs++;
    }
    await wait(SAMPLE_EVERY_MS);
    for (const { name, writtenBytes, workingSetBytes } of await memoryOf(lab.app)) {
      const points = samples.get(name) ?? [];
      points.push([minutes, (writtenBytes ?? workingSetBytes) / 1_048_576]);
      samples.set(name, points);
    }
  }
  const rows: LongRow[] = [];
  for (const [name, points] of samples) {
    const warm = points.filter(([minutes]) => minutes >= soakMinutes * WARM_UP);
    if (warm.length < 3) continue;
    const slope = linearRegression(warm).m * TEN_MINUTES;
    say(`${name}: ${points.map(([, mebibytes]) => mebibytes.toFixed(0)).join(' ')}`);
    rows.push({
      what: `${soakMinutes} min, ${runs} runs and playback, memory of ${name}`,
      goal: `below ${LIMIT_MEBIBYTES} MiB per 10 min`,
      found: `${slope.toFixed(1)} MiB per 10 min, ${(warm.at(-1)?.[1] ?? 0).toFixed(0)} MiB at the end`,
      holds: slope < LIMIT_MEBIBYTES,
    });
  }
  return [...rows, await idle(lab)];
});
