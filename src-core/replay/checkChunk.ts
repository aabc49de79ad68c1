import { EventKind, type TraceChunk, type TraceHeader } from '../trace/index';

const NEEDS_OBJECT: ReadonlySet<number> = new Set([
  EventKind.offered, EventKind.connected, EventKind.refused, EventKind.unchoked, EventKind.choked,
  EventKind.transferStarted, EventKind.pieceCompleted, EventKind.transferStopped, EventKind.pieceRejected, EventKind.offended,
]);
const NEEDS_PIECE: ReadonlySet<number> = new Set([
  EventKind.transferStarted, EventKind.pieceCompleted, EventKind.transferStopped, EventKind.pieceRejected, EventKind.pieceShown,
]);

const ALONE: ReadonlySet<number> = new Set([
  EventKind.ended, EventKind.pieceLost, EventKind.pieceSelectionChanged, EventKind.regularUnchokesChanged, EventKind.optimisticUnchokesChanged,
]);

/** About the whole swarm: they name no subject. */
const isAlone = Uint8Array.from({ length: 256 }, (_, kind) => Number(ALONE.has(kind)));

/** By kind, so that the check of a row costs next to nothing. */
const leastObject = Int32Array.from({ length: 256 }, (_, kind) => (NEEDS_OBJECT.has(kind) ? 0 : -1));
const leastPiece = Int32Array.from({ length: 256 }, (_, kind) => (NEEDS_PIECE.has(kind) ? 0 : -1));

/**
 * Makes sure that rows fit into the arrays of a replay, wherever they come from.
 * @param fromSeconds time of the row before
 * @throws RangeError for a row that names a peer or piece the swarm has not, that goes back in time, or that never comes
 */
export function checkChunk(chunk: TraceChunk, header: TraceHeader, fromSeconds: number): void {
  const { peerCount, pieceCount } = header;
  let seconds = fromSeconds;
  for (let at = 0; at < chunk.kind.length; at++) {
    const kind = chunk.kind[at]!;
    const subject = chunk.subject[at]!;
    const object = chunk.object[at]!;
    const piece = chunk.piece[at]!;
    const fits =
      subject >= -1 && subject < peerCount && object >= leastObject[kind]! && object < peerCount &&
      piece >= leastPiece[kind]! && piece < pieceCount && (subject !== object || object < 0);
    const goesOn = kind !== EventKind.pieceCompleted || chunk.value[at]! < pieceCount;
    if (!fits || !(subject >= 0 || isAlone[kind] === 1) || !goesOn || !(chunk.timeSeconds[at]! >= seconds && chunk.timeSeconds[at]! < Infinity)) throw new RangeError(`row ${at} of a chunk does not fit its trace`);
    seconds = chunk.timeSeconds[at]!;
  }
}
