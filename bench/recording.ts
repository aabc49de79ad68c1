import { inFreshProcess } from './children';
import { KEEPING, type Keeping, type RunFigures, type SavingFigures } from './measurements';
import { median } from './statistics';
import { fixed, tableOf, whole } from './table';

/** What it costs to record a run, to keep the trace, to save and to reopen it. */
export async function benchRecording(bundle: string, name: string, repeats: number): Promise<string> {
  const seconds: Record<Keeping, number[]> = { counted: [], digested: [], kept: [] };
  const extra: Record<Keeping, number[]> = { counted: [], digested: [], kept: [] };
  const saving: SavingFigures[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    let plainSeconds = 0;
    for (const keeping of KEEPING) {
      const { cpuSeconds } = await inFreshProcess<RunFigures>(bundle, ['run', name, keeping]);
      if (keeping === 'counted') plainSeconds = cpuSeconds;
      seconds[keeping].push(cpuSeconds);
      extra[keeping].push(cpuSeconds / plainSeconds - 1);
    }
    saving.push(await inFreshProcess<SavingFigures>(bundle, ['saving', name]));
  }
  const [{ transfers, rows, memoryBytes, fileBytes }] = saving as [SavingFigures];
  const times = tableOf(
    ['rows', 'CPU s', 'more than counted'],
    KEEPING.map((keeping) => [keeping, fixed(median(seconds[keeping]), 2), `${fixed(100 * median(extra[keeping]), 0)} %`]),
  );
  const sizes = [
    `${whole(rows)} rows for ${whole(transfers)} transfers`,
    `bytes per transfer: ${fixed(memoryBytes / transfers, 1)} in memory, ${fixed(fileBytes / transfers, 1)} in a file`,
    `saved in ${fixed(median(saving.map((one) => one.saveSeconds)), 2)} s, reopened in ${fixed(median(saving.map((one) => one.reopenSeconds)), 2)} s (wall-clock)`,
  ];
  return `${times}\n\n${sizes.join('\n')}`;
}
