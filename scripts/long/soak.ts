import { setTimeout as wait } from 'node:timers/promises';
import { linearRegression } from 'simple-statistics';
import { memoryOf } from '../../bench/app/memory';
import { makePlace, scenarioFile } from './labApp';
import type { LongPart, LongRow } from './part';

const SAMPLE_EVERY_MS = 5_000;
/** Code is compiled and caches fill up before memory can be called flat. */
const WARM_UP = 0.25;
const LIMIT_MEBIBYTES = 5;
const TEN_MINUTES = 10;

/** A run is played over and over; the memory of each process must not grow. */
export const soak: LongPart = {
  name: 'soak',
  async measure({ soakMinutes, say }) {
    const place = await makePlace();
    try {
      const lab = await place.start('user', await scenarioFile(place, 'class.swarm.json', 'textbook-30-students', (scenario) => scenario));
      await lab.page.getByTestId('speed').click();
      await lab.page.getByRole('menuitemradio').last().click();
      const samples = new Map<string, [number, number][]>();
      const startMs = performance.now();
      for (let minutes = 0; minutes < soakMinutes; minutes = (performance.now() - startMs) / 60_000) {
        // Played to its end it is run again; else this only plays on.
        if (await lab.page.getByTestId('run').isEnabled()) await lab.page.getByTestId('run').click();
        await wait(SAMPLE_EVERY_MS);
        for (const { name, proportionalBytes, workingSetBytes } of await memoryOf(lab.app)) {
          const points = samples.get(name) ?? [];
          points.push([minutes, (proportionalBytes ?? workingSetBytes) / 1_048_576]);
          samples.set(name, points);
        }
      }
      await lab.kill();
      const rows: LongRow[] = [];
      for (const [name, points] of samples) {
        const warm = points.filter(([minutes]) => minutes >= soakMinutes * WARM_UP);
        if (warm.length < 3) continue;
        const slope = linearRegression(warm).m * TEN_MINUTES;
        say(`${name}: ${points.map(([, mebibytes]) => mebibytes.toFixed(0)).join(' ')}`);
        rows.push({
          what: `${soakMinutes} min of runs and playback, memory of ${name}`,
          goal: `below ${LIMIT_MEBIBYTES} MiB per 10 min`,
          found: `${slope.toFixed(1)} MiB per 10 min, ${(warm.at(-1)?.[1] ?? 0).toFixed(0)} MiB at the end`,
          holds: slope < LIMIT_MEBIBYTES,
        });
      }
      return rows;
    } finally {
      await place.remove();
    }
  },
};
