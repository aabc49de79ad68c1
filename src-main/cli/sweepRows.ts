import { closeSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { sweepHeaderSchema, sweepRowSchema, type SweepHeader, type SweepRow } from '@core/sweep';
import { saveProblem } from '../files/fileProblem';
import { readFileWithin } from '../files/readScenarioFile';
import { FAILED, Failure, WRONG } from './failure';
import { sentenceOf } from './scenarioFile';
import type { Words } from './words';

/** A power cut may cost the rows of so long; the end of the process costs none. */
const SYNC_EVERY_MS = 1_000;
const LIMIT_BYTES = 256 * 1024 * 1024;
const NEWLINE = 10;

export interface RowsRead {
  /** Null: nothing is there yet, or nothing but the beginning of a header. */
  readonly header: SweepHeader | null;
  readonly rows: readonly SweepRow[];
  /** Bytes of whole lines: what follows them was cut off in the middle of a row. */
  readonly wholeBytes: number;
}

export interface RowsFile {
  append(row: SweepRow): void;
  close(): void;
}

/**
 * The rows of a file that `--out` wrote.
 * @param whose sweep they must belong to, in a file that need not be there yet; null: any sweep, but the file must be there
 * @throws Failure when they are of another sweep, or no rows at all
 */
export async function readRows(file: string, whose: SweepHeader | null, words: Words): Promise<RowsRead> {
  const read = await readFileWithin(file, LIMIT_BYTES);
  if (read.ok) return rowsIn(read.value, file, whose, words);
  if (whose && read.issues.some(({ code }) => code === 'fileMissing')) return { header: null, rows: [], wholeBytes: 0 };
  throw new Failure(WRONG, read.issues.map((issue) => `${file}: ${sentenceOf(issue, words)}`));
}

/** Reads whole lines only: a header, then a row each. The same header may come again, so that files of one sweep can be put into one. */
function rowsIn(bytes: Uint8Array, file: string, whose: SweepHeader | null, words: Words): RowsRead {
  const wholeBytes = bytes.lastIndexOf(NEWLINE) + 1;
  const text = Buffer.from(bytes).toString('utf8');
  const lines = text.split('\n').slice(0, -1);
  const refuse = (reason: string, line: number) => new Failure(WRONG, [words(`cli.sweep.file.${reason}`, { file, line })]);
  // What has no whole line and does not begin like our header is somebody else's, not cut off.
  if (lines.length === 0 && text !== '' && !(whose && headerLine(whose).startsWith(text))) throw refuse('noRows', 1);
  const rows: SweepRow[] = [];
  let header: SweepHeader | null = null;
  for (const [at, line] of lines.entries()) {
    const value = valueOf(line);
    const asHeader = sweepHeaderSchema.safeParse(value);
    const row = sweepRowSchema.safeParse(value);
    if (asHeader.success) {
      const expected: SweepHeader = header ?? whose ?? asHeader.data;
      if (JSON.stringify(expected) !== JSON.stringify(asHeader.data)) throw refuse('otherSweep', at + 1);
      header = expected;
    } else {
      if (header === null) throw refuse('noRows', at + 1);
      if (!row.success || row.data.run >= header.runs) throw refuse('badRow', at + 1);
      rows.push(row.data);
    }
  }
  return { header, rows, wholeBytes };
}

/** Opens the file to go on with it: what was cut off is taken away, a header stands first. @throws Failure for what the disk refuses */
export function openRows(file: string, header: SweepHeader, wholeBytes: number, words: Words): RowsFile {
  const told = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      const { code, detail } = saveProblem(error, file);
      throw new Failure(FAILED, [words(`problem.${code}.message`, { detail })]);
    }
  };
  const descriptor = told(() => openSync(file, 'a'));
  let syncedMs = Date.now();
  told(() => ftruncateSync(descriptor, wholeBytes));
  if (wholeBytes === 0) told(() => writeAll(descriptor, headerLine(header)));
  return {
    append(row) {
      told(() => writeAll(descriptor, `${JSON.stringify(row)}\n`));
      if (Date.now() - syncedMs < SYNC_EVERY_MS) return;
      told(() => fsyncSync(descriptor));
      syncedMs = Date.now();
    },
    close() {
      told(() => fsyncSync(descriptor));
      closeSync(descriptor);
    },
  };
}

const headerLine = (header: SweepHeader) => `${JSON.stringify(header)}\n`;

/** A disk that is nearly full may take less than it is given. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

/** The value of a line of JSON; undefined: it is none. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
