import type { EventQueue } from '@core/base/index';

/** The indexed heap of the core with any number of children, to be compared with it: 2 is the classic one. */
export function createHeap(arity: number, capacity: number): EventQueue {
  const time = new Float64Array(capacity);
  const ties = new Float64Array(capacity);
  const place = new Int32Array(capacity).fill(-1);
  const heap = new Int32Array(capacity);
  let size = 0;

  const before = (a: number, b: number) => time[a]! < time[b]! || (time[a] === time[b] && (ties[a]! < ties[b]! || (ties[a] === ties[b] && a < b)));
  const parentOf = (at: number) => Math.floor((at - 1) / arity);

  function put(at: number, id: number): void {
    heap[at] = id;
    place[id] = at;
  }

  function rise(at: number, id: number): void {
    for (; at > 0 && before(id, heap[parentOf(at)]!); at = parentOf(at)) put(at, heap[parentOf(at)]!);
    put(at, id);
  }

  function sink(at: number, id: number): void {
    for (;;) {
      const firstChild = at * arity + 1;
      if (firstChild >= size) break;
      let best = firstChild;
      const end = Math.min(firstChild + arity, size);
      for (let child = firstChild + 1; child < end; child++) if (before(heap[child]!, heap[best]!)) best = child;
      if (!before(heap[best]!, id)) break;
      put(at, heap[best]!);
      at = best;
    }
    put(at, id);
  }

  const settle = (at: number, id: number) => (at > 0 && before(id, heap[parentOf(at)]!) ? rise(at, id) : sink(at, id));

  return {
    get size() {
      return size;
    },
    set(id, newTime, tie) {
      time[id] = newTime;
      ties[id] = tie;
      if (place[id]! < 0) rise(size++, id);
      else settle(place[id]!, id);
    },
    remove(id) {
      const at = place[id]!;
      if (at < 0) return;
      place[id] = -1;
      const last = heap[--size]!;
      if (last !== id) settle(at, last);
    },
    has: (id) => place[id]! >= 0,
    first: () => (size > 0 ? heap[0]! : -1),
    timeOf: (id) => time[id]!,
  };
}
