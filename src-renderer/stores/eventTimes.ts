import { createTraceRow, type TraceReader } from '@core/trace/index';

const row = createTraceRow();

/** The next number below, so that "not after it" becomes "before it". */
const below = (seconds: number): number => seconds * (1 - Number.EPSILON);

/**
 * The nearest moment after (1) or before (-1) that time at which a row stands in any of the traces.
 * @returns seconds, or null when nothing happens there any more
 */
export function nextEventSeconds(readers: readonly TraceReader[], timeSeconds: number, towards: 1 | -1): number | null {
  const times = readers.flatMap((reader) => {
    const at = towards > 0 ? reader.rowAt(timeSeconds) + 1 : reader.rowAt(below(timeSeconds));
    const isThere = at >= 0 && at < reader.rowCount && (towards > 0 || timeSeconds > 0);
    return isThere ? [reader.read(at, row).timeSeconds] : [];
  });
  if (times.length === 0) return null;
  return towards > 0 ? Math.min(...times) : Math.max(...times);
}
