import type { EventQueue } from '@core/base/index';
import { createHeap } from './heap';

/** What was asked of the event queue in a run, in order: `set` with its time and tie, or `remove` (time NaN). */
export interface QueueStream {
  readonly ids: Int32Array;
  readonly times: Float64Array;
  readonly ties: Float64Array;
  count: number;
}

const MOST_CALLS = 4_000_000;
const MOST_THINGS = 1_000_000;

export const recordedStream: QueueStream = {
  ids: new Int32Array(MOST_CALLS),
  times: new Float64Array(MOST_CALLS),
  ties: new Float64Array(MOST_CALLS),
  count: 0,
};

function note(id: number, time: number, tie: number): void {
  const at = recordedStream.count;
  if (at === MOST_CALLS) return;
  recordedStream.ids[at] = id;
  recordedStream.times[at] = time;
  recordedStream.ties[at] = tie;
  recordedStream.count++;
}

/** Stands in for the queue of the core (the build for this bench swaps the module) and writes down what it is asked. */
export function createEventQueue(): EventQueue {
  const queue = createHeap(2, MOST_THINGS);
  return {
    get size() {
      return queue.size;
    },
    set(id, time, tie) {
      note(id, time, tie);
      queue.set(id, time, tie);
    },
    remove(id) {
      if (!queue.has(id)) return;
      note(id, NaN, 0);
      queue.remove(id);
    },
    has: queue.has,
    first: queue.first,
    timeOf: queue.timeOf,
  };
}
