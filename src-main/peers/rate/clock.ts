/** Time and timers, given from outside: real ones in a swarm, others in a test. */
export interface Clock {
  /** Milliseconds of a clock that never goes back. */
  nowMs(): number;
  /** Runs something once, not before so many milliseconds. @returns calls it off */
  after(delayMs: number, run: () => void): () => void;
}

/** The time of this process; a timer does not keep it alive. */
export const processClock: Clock = {
  nowMs: () => performance.now(),
  after(delayMs, run) {
    const dueMs = performance.now() + delayMs;
    let timer: NodeJS.Timeout;
    // Node drops the fraction of a delay and counts from when its turn began: a timer may come a millisecond too early.
    const wait = () => {
      timer = setTimeout(() => (performance.now() < dueMs ? wait() : run()), Math.ceil(dueMs - performance.now())).unref();
    };
    wait();
    return () => clearTimeout(timer);
  },
};
