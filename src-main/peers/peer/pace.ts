/** A neighbour must never be without a request, and a slow one must not hold many blocks back from others. */
const LEAST_DEPTH = 3;
const MOST_DEPTH = 100;
/** Requests for so long ahead: more than it takes a block to be asked for and to come, also on a busy machine. */
const AHEAD_SECONDS = 0.1;
/** Over which blocks are counted; they come in bursts. */
const WINDOW_MS = 1_000;

/** How many requests to keep open to one neighbour, by how fast its blocks come. */
export interface Pace {
  arrived(nowMs: number): void;
  readonly depth: number;
}

export function createPace(): Pace {
  let sinceMs = NaN;
  let count = 0;
  let blocksPerSecond = 0;
  return {
    arrived(nowMs) {
      if (Number.isNaN(sinceMs)) sinceMs = nowMs;
      count++;
      const elapsedMs = nowMs - sinceMs;
      if (elapsedMs < WINDOW_MS / 4) return;
      // Old and new by their parts of the window.
      const part = Math.min(1, elapsedMs / WINDOW_MS);
      blocksPerSecond = (1 - part) * blocksPerSecond + part * ((1000 * count) / elapsedMs);
      sinceMs = nowMs;
      count = 0;
    },
    get depth() {
      return Math.min(MOST_DEPTH, LEAST_DEPTH + Math.ceil(blocksPerSecond * AHEAD_SECONDS));
    },
  };
}
