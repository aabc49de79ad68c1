import { createChunk, rowsOfChunk } from './chunk';
import { CHUNK_ROWS, type Trace, type TraceChunk, type TraceHeader, type TraceWriter } from './types';
import { traceDigest } from './writer';

/** A writer that keeps the whole trace, and gives away its rows while the run goes on. */
export interface LiveRecorder extends TraceWriter {
  /** Rows that were not given away yet, or null; never beyond the end of a chunk, so call it again until it is null. */
  take(): TraceChunk | null;
  /** @param header that of the run's end: peers may have joined that nobody knew of at its beginning */
  finish(header: TraceHeader): Trace;
}

export function createLiveRecorder(header: TraceHeader): LiveRecorder {
  const chunks: TraceChunk[] = [];
  let rowCount = 0;
  let taken = 0;

  return {
    write(timeSeconds, kind, subject, object, piece, value, cause) {
      const at = rowCount % CHUNK_ROWS;
      if (at === 0) chunks.push(createChunk(CHUNK_ROWS, header));
      const chunk = chunks.at(-1)!;
      chunk.timeSeconds[at] = timeSeconds;
      chunk.kind[at] = kind;
      chunk.value[at] = value;
      chunk.subject[at] = subject;
      chunk.object[at] = object;
      chunk.piece[at] = piece;
      chunk.cause[at] = cause;
      return rowCount++;
    },
    take() {
      if (taken === rowCount) return null;
      const chunk = Math.floor(taken / CHUNK_ROWS);
      const until = Math.min(rowCount, (chunk + 1) * CHUNK_ROWS);
      const rows = rowsOfChunk(chunks[chunk]!, taken - chunk * CHUNK_ROWS, until - chunk * CHUNK_ROWS);
      taken = until;
      return rows;
    },
    finish(finalHeader) {
      const used = rowCount % CHUNK_ROWS;
      if (used > 0) chunks.push(rowsOfChunk(chunks.pop()!, 0, used));
      // The digest begins with the header, so it cannot begin before that is known.
      return { header: finalHeader, chunks, rowCount, digest: traceDigest(finalHeader, chunks) };
    },
  };
}
