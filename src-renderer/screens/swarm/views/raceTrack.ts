import { isDone, type Standing } from '../answer';

/** One run on the common clock, as parts of the time bar. */
export interface RaceTrackShape {
  /** How far it is: the time that is shown, or where it has ended before. */
  readonly reached: number;
  /** Its finish line: no earlier can it end; null: no finite bound. */
  readonly finish: number | null;
  readonly isDone: boolean;
}

/** @param spanSeconds length of the time bar, above 0 */
export function raceTrack(standing: Standing, timeSeconds: number, spanSeconds: number): RaceTrackShape {
  const part = (seconds: number) => Math.min(1, Math.max(0, seconds / spanSeconds));
  const { run, boundSeconds } = standing;
  const endSeconds = run?.result?.makespanSeconds ?? run?.arrivedSeconds ?? 0;
  return {
    reached: part(Math.min(timeSeconds, endSeconds)),
    finish: boundSeconds === null ? null : part(boundSeconds),
    isDone: isDone(standing, timeSeconds),
  };
}
