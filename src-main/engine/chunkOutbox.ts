import type { TraceChunk } from '@core/trace/index';

/** Chunks on their way to the window and not yet taken: 8 of them are about 4 MB. */
const MOST_UNDER_WAY = 8;

/** Chunks of a trace on their way to the window: a few at a time, the others wait until it has taken some. */
export interface ChunkOutbox {
  readonly isEmpty: boolean;
  /** As many are under way as may be. */
  readonly isFull: boolean;
  push(chunk: TraceChunk): void;
  /** Sends what may go. */
  flush(): void;
  /** The window has taken one more chunk. */
  taken(): void;
}

export function createChunkOutbox(send: (chunk: TraceChunk) => void): ChunkOutbox {
  const waiting: TraceChunk[] = [];
  let underWay = 0;
  return {
    get isEmpty() {
      return waiting.length === 0;
    },
    get isFull() {
      return underWay >= MOST_UNDER_WAY;
    },
    push: (chunk) => void waiting.push(chunk),
    flush() {
      for (; underWay < MOST_UNDER_WAY; underWay++) {
        const chunk = waiting.shift();
        if (!chunk) return;
        send(chunk);
      }
    },
    taken() {
      underWay = Math.max(0, underWay - 1);
    },
  };
}
