import { EventKind } from './kinds';
import { joinChunks } from './chunk';
import { CHUNK_ROWS, type TraceChunk, type TraceHeader, type TraceReader, type TraceRow } from './types';

/** A reader to which rows can be added while the run goes on: full chunks, or few rows at a time that fill one up. */
export interface GrowingReader extends TraceReader {
  /** @throws RangeError when the rows would go beyond the end of the chunk that they add to */
  append(chunk: TraceChunk): void;
  readonly chunks: readonly TraceChunk[];
}

export function createTraceRow(): TraceRow {
  return { row: -1, timeSeconds: 0, kind: EventKind.ended, value: 0, subject: -1, object: -1, piece: -1, cause: -1 };
}

/** @throws RangeError when a row that is not there is read */
export function createTraceReader(header: TraceHeader, known: readonly TraceChunk[] = []): GrowingReader {
  const chunks: TraceChunk[] = [];
  let rowCount = 0;

  function append(chunk: TraceChunk): void {
    const used = rowCount % CHUNK_ROWS;
    if (used + chunk.kind.length > CHUNK_ROWS) throw new RangeError('rows were given beyond the end of their chunk');
    const last = used > 0 ? chunks.pop() : undefined;
    chunks.push(last ? joinChunks(last, chunk, header) : chunk);
    rowCount += chunk.kind.length;
  }

  function timeAt(row: number): number {
    return chunks[Math.floor(row / CHUNK_ROWS)]!.timeSeconds[row % CHUNK_ROWS]!;
  }

  for (const chunk of known) append(chunk);
  return {
    header,
    chunks,
    append,
    get rowCount() {
      return rowCount;
    },
    rowAt(timeSeconds) {
      let low = 0; // rows before `low` are not after the time, rows from `high` on are
      let high = rowCount;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (timeAt(middle) <= timeSeconds) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    },
    read(row, into) {
      const chunk = chunks[Math.floor(row / CHUNK_ROWS)];
      const at = row % CHUNK_ROWS;
      if (row < 0 || !chunk || at >= chunk.kind.length) throw new RangeError(`the trace has no row ${row}`);
      into.row = row;
      into.timeSeconds = chunk.timeSeconds[at]!;
      into.kind = chunk.kind[at]! as EventKind;
      into.value = chunk.value[at]!;
      into.subject = chunk.subject[at]!;
      into.object = chunk.object[at]!;
      into.piece = chunk.piece[at]!;
      into.cause = chunk.cause[at]!;
      return into;
    },
  };
}
