import type { EventQueue } from '@core/base/index';

/** Times nearer than that to the earliest one decide how wide a day is (Brown 1988 samples 25). */
const SAMPLE = 25;
const FEWEST_DAYS = 16;

/**
 * A calendar queue (R. Brown, CACM 31(10), 1988): days of equal width in a ring, in each day a sorted list. A thing far away
 * lies in its day of the ring until its year has come. Here to be compared with the heap of the core; same total order.
 */
export function createCalendarQueue(capacity: number): EventQueue {
  const time = new Float64Array(capacity);
  const ties = new Float64Array(capacity);
  const next = new Int32Array(capacity);
  const last = new Int32Array(capacity);
  const dayOf = new Int32Array(capacity).fill(-1);
  let days = FEWEST_DAYS;
  let width = 1;
  let head = new Int32Array(days).fill(-1);
  let size = 0;
  let today = 0; // counted from time 0, not in the ring
  let earliest = -1;

  const before = (a: number, b: number) => time[a]! < time[b]! || (time[a] === time[b] && (ties[a]! < ties[b]! || (ties[a] === ties[b] && a < b)));
  const dayAt = (seconds: number) => Math.floor(seconds / width);

  function insert(id: number): void {
    const day = dayAt(time[id]!);
    const place = day % days;
    let prior = -1;
    let follower = head[place]!;
    while (follower >= 0 && before(follower, id)) {
      prior = follower;
      follower = next[follower]!;
    }
    next[id] = follower;
    last[id] = prior;
    if (follower >= 0) last[follower] = id;
    if (prior >= 0) next[prior] = id;
    else head[place] = id;
    dayOf[id] = place;
    if (day < today) today = day;
  }

  function unlink(id: number): void {
    if (next[id]! >= 0) last[next[id]!] = last[id]!;
    if (last[id]! >= 0) next[last[id]!] = next[id]!;
    else head[dayOf[id]!] = next[id]!;
    dayOf[id] = -1;
  }

  /** Another number of days, as wide as three mean gaps between the things that are due next. */
  function rebuild(newDays: number): void {
    const all: number[] = [];
    for (let place = 0; place < days; place++) for (let id = head[place]!; id >= 0; id = next[id]!) all.push(id);
    const times = Float64Array.from(all, (id) => time[id]!).sort();
    const sample = Math.min(SAMPLE, times.length);
    const gap = (times[sample - 1]! - times[0]!) / sample;
    if (gap > 0) width = 3 * gap;
    days = newDays;
    head = new Int32Array(days).fill(-1);
    today = dayAt(times[0]!);
    for (const id of all) insert(id);
  }

  function search(): number {
    for (let looked = 0; looked < days; looked++, today++) {
      const id = head[today % days]!;
      if (id >= 0 && dayAt(time[id]!) <= today) return id;
    }
    // Nothing within a year: look at the first of every day.
    let best = -1;
    for (let place = 0; place < days; place++) if (head[place]! >= 0 && (best < 0 || before(head[place]!, best))) best = head[place]!;
    today = dayAt(time[best]!);
    return best;
  }

  function remove(id: number): void {
    if (dayOf[id]! < 0) return;
    unlink(id);
    size--;
    if (earliest === id) earliest = -1;
    if (size > FEWEST_DAYS && size < days / 2) rebuild(days / 2);
  }

  return {
    get size() {
      return size;
    },
    set(id, newTime, tie) {
      if (dayOf[id]! >= 0) {
        unlink(id);
        if (earliest === id) earliest = -1;
      } else size++;
      time[id] = newTime;
      ties[id] = tie;
      insert(id);
      if (earliest >= 0 && before(id, earliest)) earliest = id;
      if (size > 2 * days) rebuild(2 * days);
    },
    remove,
    has: (id) => dayOf[id]! >= 0,
    first() {
      if (earliest < 0 && size > 0) earliest = search();
      return size > 0 ? earliest : -1;
    },
    timeOf: (id) => time[id]!,
  };
}
