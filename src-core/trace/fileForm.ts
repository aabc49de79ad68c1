import { asciiBytes, asciiText, bytesOf } from '../base/index';
import { type Trace, type TraceChunk } from './types';
import { createChunk } from './writer';

const MAGIC = 'SWARMTR1';

const columnsOf = (chunk: TraceChunk) => [chunk.timeSeconds, chunk.value, chunk.subject, chunk.object, chunk.piece, chunk.cause, chunk.kind];

/** Bytes of a trace for a file: magic, length of the head, head as JSON, then the columns of each chunk. */
export function encodeTrace(trace: Trace): Uint8Array {
  const head = asciiBytes(
    JSON.stringify({ ...trace.header, groupOf: [...trace.header.groupOf], digest: trace.digest, chunkRows: trace.chunks.map((chunk) => chunk.kind.length) }),
  );
  const parts: Uint8Array[] = [asciiBytes(MAGIC), bytesOf(new Uint32Array([head.length])), head];
  for (const chunk of trace.chunks) for (const column of columnsOf(chunk)) parts.push(bytesOf(column));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** @throws RangeError when the bytes are not a whole trace */
export function decodeTrace(bytes: Uint8Array): Trace {
  const start = MAGIC.length + 4;
  if (bytes.length < start || asciiText(bytes.subarray(0, MAGIC.length)) !== MAGIC) throw new RangeError('not a trace');
  const headLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC.length, true);
  const { groupOf, digest, chunkRows, ...facts } = JSON.parse(asciiText(bytes.subarray(start, start + headLength)));
  let at = start + headLength;
  const chunks = (chunkRows as number[]).map((rows) => {
    const chunk = createChunk(rows);
    for (const column of columnsOf(chunk)) {
      if (at + column.byteLength > bytes.length) throw new RangeError('the trace is cut off');
      bytesOf(column).set(bytes.subarray(at, at + column.byteLength));
      at += column.byteLength;
    }
    return chunk;
  });
  const rowCount = chunks.reduce((sum, chunk) => sum + chunk.kind.length, 0);
  return { header: { ...facts, groupOf: Int32Array.from(groupOf) }, chunks, rowCount, digest };
}
