import { createTraceRow, EventKind, LeaveReason, type TraceReader } from '@core/trace/index';

/** Something on the time bar that a viewer may want to jump to. */
export interface TimeMark {
  readonly kind: 'left' | 'returned' | 'allDone';
  readonly architecture: string;
  readonly peer: number;
  readonly timeSeconds: number;
}

/** How many rows stand in each of `buckets` equal parts of the time bar, 0..1 of the fullest. Binary searches, no pass over the rows. */
export function eventDensity(readers: readonly TraceReader[], spanSeconds: number, buckets: number): Float64Array {
  const density = new Float64Array(buckets);
  for (const reader of readers) {
    let before = -1;
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      const until = reader.rowAt(((bucket + 1) * spanSeconds) / buckets);
      density[bucket] = (density[bucket] ?? 0) + until - before;
      before = until;
    }
  }
  const most = Math.max(1, ...density);
  // The root keeps quiet stretches visible beside the rush of a flash crowd.
  return density.map((rows) => Math.sqrt(rows / most));
}

/** Collects the marks of a trace that still grows: each call reads only the rows that are new since the last one. */
export function createMarkCollector(reader: TraceReader) {
  const marks: TimeMark[] = [];
  const row = createTraceRow();
  const { architecture } = reader.header;
  let next = 0;

  function markOf(): TimeMark | null {
    const { kind, value, subject: peer, timeSeconds } = row;
    if (kind === EventKind.joined && value === 1) return { kind: 'returned', architecture, peer, timeSeconds };
    // Leaving once done is what most peers do: it would bury the departures that matter.
    if (kind === EventKind.left && value !== LeaveReason.complete && value !== LeaveReason.stayedLongEnough) return { kind: 'left', architecture, peer, timeSeconds };
    if (kind === EventKind.ended && value === 1) return { kind: 'allDone', architecture, peer: -1, timeSeconds };
    return null;
  }

  return function collect(): readonly TimeMark[] {
    for (; next < reader.rowCount; next += 1) {
      reader.read(next, row);
      const mark = markOf();
      if (mark !== null) marks.push(mark);
    }
    return marks;
  };
}

/** Of marks that would lie on top of each other, the first of each kind: at most one in each of `places` parts of the bar. */
export function thinMarks(marks: readonly TimeMark[], spanSeconds: number, places: number): readonly TimeMark[] {
  const taken = new Set<string>();
  return marks.filter((mark) => {
    const place = `${mark.kind} ${mark.architecture} ${Math.floor((mark.timeSeconds / spanSeconds) * places)}`;
    if (taken.has(place)) return false;
    taken.add(place);
    return true;
  });
}
