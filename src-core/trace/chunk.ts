import type { IndexColumn, TraceChunk, TraceHeader } from './types';

/** -1 must fit too. */
function indexColumn(rows: number, count: number): IndexColumn {
  return count <= 0x8000 ? new Int16Array(rows) : new Int32Array(rows);
}

/** A chunk with room for that many rows of that swarm. */
export function createChunk(rows: number, { peerCount, pieceCount }: Pick<TraceHeader, 'peerCount' | 'pieceCount'>): TraceChunk {
  return {
    timeSeconds: new Float64Array(rows),
    kind: new Uint8Array(rows),
    value: new Float64Array(rows),
    subject: indexColumn(rows, peerCount),
    object: indexColumn(rows, peerCount),
    piece: indexColumn(rows, pieceCount),
    cause: new Int32Array(rows),
  };
}

/** Copies of the rows at `from` .. `to` - 1. */
export function rowsOfChunk(chunk: TraceChunk, from: number, to: number): TraceChunk {
  return {
    timeSeconds: chunk.timeSeconds.slice(from, to),
    kind: chunk.kind.slice(from, to),
    value: chunk.value.slice(from, to),
    subject: chunk.subject.slice(from, to),
    object: chunk.object.slice(from, to),
    piece: chunk.piece.slice(from, to),
    cause: chunk.cause.slice(from, to),
  };
}

/** One chunk with the rows of both, in order. */
export function joinChunks(first: TraceChunk, second: TraceChunk, header: TraceHeader): TraceChunk {
  const rows = first.kind.length;
  const both = createChunk(rows + second.kind.length, header);
  for (const name of Object.keys(both) as (keyof TraceChunk)[]) {
    both[name].set(first[name]);
    both[name].set(second[name], rows);
  }
  return both;
}
