import { EventKind, type TraceChunk } from '@core/trace/index';

/** Who left with a piece, and when. */
export interface Departure {
  /** 0: the server. */
  readonly peer: number;
  readonly timeSeconds: number;
}

/**
 * The departure with which the last copy of a piece that is lost went away.
 * @param chunks the trace of the whole run
 * @returns null when no holder ever left: the piece is there, or nobody could be served by those who have it
 */
export function lastCopyOf(chunks: readonly TraceChunk[], piece: number): Departure | null {
  const holders = new Set([0]);
  let last: Departure | null = null;
  for (const { kind, subject, piece: pieces, timeSeconds } of chunks) {
    for (let at = 0; at < kind.length; at++) {
      const peer = subject[at]!;
      if (kind[at] === EventKind.pieceCompleted && pieces[at] === piece) holders.add(peer);
      else if (kind[at] === EventKind.left && holders.has(peer)) last = { peer, timeSeconds: timeSeconds[at]! };
    }
  }
  return last;
}
