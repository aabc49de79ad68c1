import type { Clock } from '../rate/clock';

/** The scenario's time: it runs faster (or slower) than that of the machine. */
export interface Timeline {
  /** Seconds of the scenario; 0 until `begin`. */
  now(): number;
  begin(): void;
  /** Runs something at that time of the scenario, or at once where that is over. @returns calls it off */
  at(seconds: number, run: () => void): () => void;
  end(): void;
}

/** @param timeScale real seconds for each second of the scenario */
export function createTimeline(clock: Clock, timeScale: number): Timeline {
  const timers = new Set<() => void>();
  let beganMs = NaN;
  const now = () => (Number.isNaN(beganMs) ? 0 : (clock.nowMs() - beganMs) / 1000 / timeScale);
  return {
    now,
    begin() {
      beganMs = clock.nowMs();
    },
    at(seconds, run) {
      const callOff = clock.after(Math.max(0, (seconds - now()) * timeScale * 1000), () => {
        timers.delete(callOff);
        run();
      });
      timers.add(callOff);
      return () => {
        timers.delete(callOff);
        callOff();
      };
    },
    end() {
      for (const callOff of timers) callOff();
      timers.clear();
    },
  };
}
