/** A slow neighbour must never be without a request, and must not hold many pieces back from others. */
const LEAST_DEPTH = 2;
const MOST_DEPTH = 64;
/** Requests for so long ahead: more than it takes a block to be asked for and to come, also on a busy machine. */
const AHEAD_SECONDS = 0.05;
/** How much the newest gap between two blocks counts. */
const NEWEST = 0.2;

/** How many requests to keep open to one neighbour, by how fast its blocks come. */
export interface Pace {
  arrived(nowMs: number): void;
  readonly depth: number;
}

export function createPace(): Pace {
  let lastMs = NaN;
  let gapMs = Infinity;
  return {
    arrived(nowMs) {
      const gap = nowMs - lastMs;
      if (!Number.isNaN(gap)) gapMs = gapMs === Infinity ? gap : (1 - NEWEST) * gapMs + NEWEST * gap;
      lastMs = nowMs;
    },
    get depth() {
      return Math.min(MOST_DEPTH, LEAST_DEPTH + Math.floor((1000 * AHEAD_SECONDS) / gapMs));
    },
  };
}
