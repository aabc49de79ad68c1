import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Scenario } from '@core/scenario/index';
import { decodeTrace, encodeTrace, type TraceChunk } from '@core/trace/index';
import type { SavingFigures } from './measurements';
import { recordRun } from './runs';

const bytesIn = (chunk: TraceChunk) =>
  [chunk.timeSeconds, chunk.value, chunk.subject, chunk.object, chunk.piece, chunk.cause, chunk.kind].reduce((sum, column) => sum + column.byteLength, 0);

/** Saves the trace of a run to a file and opens it again; in seconds of wall-clock, which is what a user waits for. */
export async function measureSaving(scenario: Scenario): Promise<SavingFigures> {
  const { end, trace } = recordRun(scenario);
  const file = path.join(tmpdir(), `swarm-lab-bench-${process.pid}.trace`);
  const began = performance.now();
  // As the command line saves it.
  const bytes = await promisify(gzip)(encodeTrace(trace), { level: 4 });
  await writeFile(file, bytes, { flush: true });
  const saved = performance.now();
  const reopened = decodeTrace(await promisify(gunzip)(await readFile(file)));
  const opened = performance.now();
  await rm(file);
  if (reopened.rowCount !== trace.rowCount || reopened.digest !== trace.digest) throw new Error('the trace came back as another one');
  return {
    transfers: end.pieceTransfers,
    rows: trace.rowCount,
    memoryBytes: trace.chunks.reduce((sum, chunk) => sum + bytesIn(chunk), 0),
    fileBytes: bytes.length,
    saveSeconds: (saved - began) / 1000,
    reopenSeconds: (opened - saved) / 1000,
  };
}
