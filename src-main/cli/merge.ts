import type { SweepHeader, SweepRow } from '@core/sweep';
import { FAILED, Failure, WRONG } from './failure';
import { printRows, type OutputOptions } from './sweepOutput';
import { readRows } from './sweepRows';
import type { Words } from './words';

/** Of a list that goes on and on, nobody reads more. */
const MOST_SPANS = 20;

/** `lab merge ROWS…`: the rows of all shards as the whole sweep would have printed them; what is missing is said, and is failure. */
export async function mergeCommand(files: readonly string[], options: OutputOptions, words: Words): Promise<string> {
  const rows = new Map<number, SweepRow>();
  let header: SweepHeader | null = null;
  for (const file of files) {
    const read = await readRows(file, header, words);
    header = read.header ?? header;
    for (const row of read.rows) join(rows, row, file, words);
  }
  if (header === null) throw new Failure(WRONG, [words('cli.merge.nothing', { file: files.join(', ') })]);
  const runs = Array.from({ length: header.runs }, (_, run) => run);
  complain('missing', runs.filter((run) => !rows.has(run)), header, words);
  complain('failed', runs.filter((run) => rows.get(run)?.failed !== undefined), header, words);
  return printRows(header, runs.flatMap((run) => rows.get(run) ?? []), options);
}

/** A run that failed in one file may have been done in another. Two that were done must be alike. */
function join(rows: Map<number, SweepRow>, row: SweepRow, file: string, words: Words): void {
  const other = rows.get(row.run);
  if (other === undefined || other.failed !== undefined) rows.set(row.run, row);
  else if (row.failed === undefined && JSON.stringify(other) !== JSON.stringify(row))
    throw new Failure(FAILED, [words('cli.merge.differ', { file, run: row.run })]);
}

function complain(what: 'missing' | 'failed', runs: readonly number[], header: SweepHeader, words: Words): void {
  if (runs.length === 0) return;
  process.exitCode = FAILED;
  const sentence = words(`cli.merge.${what}`, { n: runs.length, total: header.runs, runs: spansOf(runs) });
  process.stderr.write(`${sentence}\n`);
}

/** `0, 3..7, 9`: cut off where it gets long. */
function spansOf(runs: readonly number[]): string {
  const starts = runs.filter((run, at) => at === 0 || runs[at - 1] !== run - 1);
  const ends = runs.filter((run, at) => at === runs.length - 1 || runs[at + 1] !== run + 1);
  const spans = starts.map((start, at) => (start === ends[at] ? `${start}` : `${start}..${ends[at]}`));
  return [...spans.slice(0, MOST_SPANS), ...(spans.length > MOST_SPANS ? ['…'] : [])].join(', ');
}
