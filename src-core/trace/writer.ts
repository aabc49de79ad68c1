import { sha256 } from '@noble/hashes/sha2.js';
import { asciiBytes, bytesOf, nameDigest } from '../base/index';
import { createChunk, rowsOfChunk } from './chunk';
import { CHUNK_ROWS, type Trace, type TraceChunk, type TraceHeader, type TraceWriter } from './types';

export interface FinishedTrace {
  readonly rowCount: number;
  readonly digest: string;
}

export interface DigestingWriter extends TraceWriter {
  /** Gives away the last rows; nothing may be written after it. */
  finish(): FinishedTrace;
}

/**
 * The digest covers the header and every column of every chunk, in order, as little-endian bytes: the canonical trace.
 * (Typed arrays have the byte order of the machine; every machine that Electron and Node run on is little-endian.)
 */
export function createDigest(header: TraceHeader) {
  const hash = sha256.create();
  const facts = [header.architecture, header.engineVersion, header.randomSeed, header.peerCount, header.pieceCount, header.pieceBits, header.lastPieceBits, ...(header.outside ?? [])];
  hash.update(asciiBytes(`swarm-lab/trace ${JSON.stringify(facts)}\n`));
  hash.update(bytesOf(header.groupOf));
  return {
    take(chunk: TraceChunk) {
      for (const column of [chunk.timeSeconds, chunk.kind, chunk.value, chunk.subject, chunk.object, chunk.piece, chunk.cause])
        hash.update(bytesOf(column));
    },
    name: () => nameDigest(hash.digest()),
  };
}

/** The digest that a writer of these rows would give: tells whether a trace is the one that it says it is. */
export function traceDigest(header: TraceHeader, chunks: readonly TraceChunk[]): string {
  const digest = createDigest(header);
  for (const chunk of chunks) digest.take(chunk);
  return digest.name();
}

/**
 * A writer that digests what it is given and hands on each chunk once it is full.
 * @param sink owns the chunks that it gets; without one nothing is kept but the digest
 */
export function createTraceWriter(header: TraceHeader, sink?: (chunk: TraceChunk) => void): DigestingWriter {
  const digest = createDigest(header);
  let chunk = createChunk(CHUNK_ROWS, header);
  let used = 0;
  let given = 0;

  function giveAway(rows: number): void {
    const full = rows === CHUNK_ROWS ? chunk : rowsOfChunk(chunk, 0, rows);
    digest.take(full);
    given += rows;
    used = 0;
    if (!sink) return;
    sink(full);
    chunk = createChunk(CHUNK_ROWS, header);
  }

  return {
    write(timeSeconds, kind, subject, object, piece, value, cause) {
      const at = used++;
      chunk.timeSeconds[at] = timeSeconds;
      chunk.kind[at] = kind;
      chunk.value[at] = value;
      chunk.subject[at] = subject;
      chunk.object[at] = object;
      chunk.piece[at] = piece;
      chunk.cause[at] = cause;
      const row = given + at;
      if (used === CHUNK_ROWS) giveAway(CHUNK_ROWS);
      return row;
    },
    finish() {
      if (used > 0) giveAway(used);
      return { rowCount: given, digest: digest.name() };
    },
  };
}

/** A writer that keeps the whole trace in memory. */
export function createTraceRecorder(header: TraceHeader): TraceWriter & { finish(): Trace } {
  const chunks: TraceChunk[] = [];
  const writer = createTraceWriter(header, (chunk) => chunks.push(chunk));
  return { write: writer.write, finish: () => ({ header, chunks, ...writer.finish() }) };
}

/** For runs of which only the result is wanted, such as those of a sweep: rows are counted and forgotten. */
export function createRowCounter(): TraceWriter & { readonly rowCount: number } {
  let rowCount = 0;
  return {
    get rowCount() {
      return rowCount;
    },
    write: () => rowCount++,
  };
}
