import type { Clock } from './clock';

/** A clock that a test moves. */
export interface TestClock extends Clock {
  /** Runs every timer that falls due, in order, up to that time. */
  runUntil(endMs: number): void;
  readonly timers: number;
}

/** @param lateMs how much later than asked a timer comes, as timers of a busy machine do */
export function createTestClock(lateMs: () => number = () => 0): TestClock {
  const timers = new Map<number, { readonly atMs: number; readonly run: () => void }>();
  let nowMs = 1_000;
  let made = 0;
  return {
    nowMs: () => nowMs,
    after(delayMs, run) {
      const id = made++;
      timers.set(id, { atMs: nowMs + Math.max(0, delayMs) + lateMs(), run });
      return () => timers.delete(id);
    },
    runUntil(endMs) {
      for (;;) {
        const due = [...timers].filter(([, { atMs }]) => atMs <= endMs).sort(([a, one], [b, other]) => one.atMs - other.atMs || a - b)[0];
        if (!due) break;
        timers.delete(due[0]);
        nowMs = Math.max(nowMs, due[1].atMs);
        due[1].run();
      }
      nowMs = endMs;
    },
    get timers() {
      return timers.size;
    },
  };
}
