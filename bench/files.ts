import { inFreshProcess } from './children';
import type { FileFigures } from './measurements';
import { LARGE_FILES, type LargeFile } from './openSave';
import { median } from './statistics';
import { fixed, tableOf } from './table';

const MEBI = 1024 * 1024;

/** The largest files: opened within 2 s, 5 MiB of the same kind saved within 500 ms (docs/safety.md). Medians. */
export async function benchFiles(bundle: string, repeats: number, say: (line: string) => void): Promise<string> {
  const rows: string[][] = [];
  for (const name of Object.keys(LARGE_FILES) as LargeFile[]) {
    const all: FileFigures[] = [];
    for (let repeat = 1; repeat <= repeats; repeat++) {
      all.push(await inFreshProcess<FileFigures>(bundle, ['files', name]));
      say(`files, ${name}, ${repeat} of ${repeats}`);
    }
    const of = (value: (figures: FileFigures) => number) => median(all.map(value));
    rows.push([
      name,
      fixed(of(({ openedBytes }) => openedBytes / MEBI), 1), fixed(of(({ openSeconds }) => openSeconds), 2),
      fixed(of(({ savedBytes }) => savedBytes / MEBI), 1), fixed(of(({ saveSeconds }) => 1_000 * saveSeconds), 0), fixed(of(({ saveWallSeconds }) => 1_000 * saveWallSeconds), 0),
    ]);
  }
  return tableOf(['file', 'opened, MiB', 'CPU s (goal 2)', 'saved, MiB', 'CPU ms', 'ms by the clock (goal 500)'], rows);
}
