import type { Fault } from '../parsed';

/** Chokes, unchokes and interests that a neighbour may send in a minute: honest ones come a few times in each round of 10 s. */
export const MOST_TOGGLES_PER_MINUTE = 2_000;
const MINUTE_MS = 60_000;

/** Counts what costs a neighbour one byte and us a decision. @returns a function to call at each: the fault, or null */
export function createToggleGuard(): (nowMs: number) => Fault<'toggles'> | null {
  let sinceMs = -Infinity;
  let count = 0;
  return (nowMs) => {
    if (nowMs - sinceMs >= MINUTE_MS) {
      sinceMs = nowMs;
      count = 0;
    }
    return ++count > MOST_TOGGLES_PER_MINUTE ? { code: 'toggles', detail: count } : null;
  };
}
