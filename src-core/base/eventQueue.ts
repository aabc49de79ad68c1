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

/** An indexed 4-ary heap over things numbered from 0; grows by itself. Total order (time, tie, id): no two runs differ. */
export function createEventQueue(capacity: number): EventQueue {
  let time = new Float64Array(capacity);
  let ties = new Float64Array(capacity);
  let place = new Int32Array(capacity).fill(-1);
  let heap = new Int32Array(Math.min(capacity, 1024));
  let size = 0;

  function grow(atLeast: number): void {
    const wider = Math.max(atLeast, time.length * 2);
    const copy = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    time = copy(time, new Float64Array(wider));
    ties = copy(ties, new Float64Array(wider));
    place = copy(place, new Int32Array(wider).fill(-1));
  }

  function before(a: number, b: number): boolean {
    const ta = time[a]!;
    const tb = time[b]!;
    if (ta !== tb) return ta < tb;
    const ka = ties[a]!;
    const kb = ties[b]!;
    return ka !== kb ? ka < kb : a < b;
  }

  function rise(at: number, id: number): void {
    while (at > 0) {
      const parent = ((at - 1) / ARITY) | 0;
      const other = heap[parent]!;
      if (!before(id, other)) break;
      heap[at] = other;
      place[other] = at;
      at = parent;
    }
    heap[at] = id;
    place[id] = at;
  }

  function sink(at: number, id: number): void {
    for (;;) {
      let child = at * ARITY + 1;
      if (child >= size) break;
      const end = Math.min(child + ARITY, size);
      let best = heap[child]!;
      let bestAt = child;
      for (child++; child < end; child++) {
        const other = heap[child]!;
        if (before(other, best)) {
          best = other;
          bestAt = child;
        }
      }
      if (!before(best, id)) break;
      heap[at] = best;
      place[best] = at;
      at = bestAt;
    }
    heap[at] = id;
    place[id] = at;
  }

  return {
    get size() {
      return size;
    },
    set(id, newTime, tie) {
      if (id >= time.length) grow(id + 1);
      time[id] = newTime;
      ties[id] = tie;
      const at = place[id]!;
      if (at < 0) {
        if (size === heap.length) {
          const wider = new Int32Array(size * 2);
          wider.set(heap);
          heap = wider;
        }
        rise(size++, id);
      } else if (at > 0 && before(id, heap[((at - 1) / ARITY) | 0]!)) rise(at, id);
      else sink(at, id);
    },
    remove(id) {
      if (id >= place.length) return;
      const at = place[id]!;
      if (at < 0) return;
      place[id] = -1;
      const last = heap[--size]!;
      if (last === id) return;
      if (at > 0 && before(last, heap[((at - 1) / ARITY) | 0]!)) rise(at, last);
      else sink(at, last);
    },
    has: (id) => id < place.length && place[id]! >= 0,
    first: () => (size > 0 ? heap[0]! : -1),
    timeOf: (id) => time[id]!,
  };
}
