/** Times at which numbered things fall due, the earliest first; a thing has at most one time. */
export interface EventQueue {
  readonly size: number;
  /** Plans a thing, or moves it to another time. `tie` decides among equal times; then the number does. */
  set(id: number, time: number, tie: number): void;
  /** Forgets a thing; nothing happens when it was not planned. */
  remove(id: number): void;
  has(id: number): boolean;
  /** Number of the earliest thing, -1 when there is none. */
  first(): number;
  timeOf(id: number): number;
}

const ARITY = 4;

/**
 * An indexed 4-ary heap over things numbered from 0; grows by itself. Total order (time, tie, id): no two runs differ.
 * Times stand in the order of the heap, so that those of four children, which are compared with each other, lie side by side.
 */
export function createEventQueue(capacity: number): EventQueue {
  let ties = new Float64Array(capacity);
  let place = new Int32Array(capacity).fill(-1);
  let heap = new Int32Array(Math.min(capacity, 1024));
  let times = new Float64Array(heap.length);
  let size = 0;

  const wider = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
    to.set(from);
    return to;
  };

  function growNumbers(atLeast: number): void {
    const length = Math.max(atLeast, place.length * 2);
    ties = wider(ties, new Float64Array(length));
    place = wider(place, new Int32Array(length).fill(-1));
  }

  function growHeap(): void {
    heap = wider(heap, new Int32Array(size * 2));
    times = wider(times, new Float64Array(size * 2));
  }

  /** Which of two things of the same time comes first. */
  function beforeAtSameTime(a: number, b: number): boolean {
    const ka = ties[a]!;
    const kb = ties[b]!;
    return ka !== kb ? ka < kb : a < b;
  }

  function put(at: number, id: number, time: number): void {
    heap[at] = id;
    times[at] = time;
    place[id] = at;
  }

  function rise(at: number, id: number, time: number): void {
    while (at > 0) {
      const parent = ((at - 1) / ARITY) | 0;
      const other = heap[parent]!;
      const theirs = times[parent]!;
      if (!(time < theirs || (time === theirs && beforeAtSameTime(id, other)))) break;
      put(at, other, theirs);
      at = parent;
    }
    put(at, id, time);
  }

  function sink(at: number, id: number, time: number): void {
    for (;;) {
      let child = at * ARITY + 1;
      if (child >= size) break;
      const end = Math.min(child + ARITY, size);
      let bestAt = child;
      let best = times[child]!;
      for (child++; child < end; child++) {
        const theirs = times[child]!;
        if (theirs < best || (theirs === best && beforeAtSameTime(heap[child]!, heap[bestAt]!))) {
          best = theirs;
          bestAt = child;
        }
      }
      const other = heap[bestAt]!;
      if (!(best < time || (best === time && beforeAtSameTime(other, id)))) break;
      put(at, other, best);
      at = bestAt;
    }
    put(at, id, time);
  }

  /** To its place in the heap, from one that is free. */
  function settle(at: number, id: number, time: number): void {
    if (at > 0) {
      const parent = ((at - 1) / ARITY) | 0;
      const theirs = times[parent]!;
      if (time < theirs || (time === theirs && beforeAtSameTime(id, heap[parent]!))) return rise(at, id, time);
    }
    sink(at, id, time);
  }

  return {
    get size() {
      return size;
    },
    set(id, time, tie) {
      if (id >= place.length) growNumbers(id + 1);
      ties[id] = tie;
      const at = place[id]!;
      if (at >= 0) return settle(at, id, time);
      if (size === heap.length) growHeap();
      rise(size++, id, time);
    },
    remove(id) {
      if (id >= place.length) return;
      const at = place[id]!;
      if (at < 0) return;
      place[id] = -1;
      const last = heap[--size]!;
      if (last !== id) settle(at, last, times[size]!);
    },
    has: (id) => id < place.length && place[id]! >= 0,
    first: () => (size > 0 ? heap[0]! : -1),
    timeOf: (id) => times[place[id]!]!,
  };
}
