import { createEventQueue, type EventQueue } from '@core/base/index';
import type { Scenario } from '@core/scenario/index';
import { createRowCounter } from '@core/trace/index';
import type { QueueFigures } from '../measurements';
import { runToEnd } from '../runs';
import { createCalendarQueue } from './calendarQueue';
import { createHeap } from './heap';
import { recordedStream, type QueueStream } from './recordedStream';
// In the build for this bench `createEventQueue` of the core's index is the recording one; here it comes from its own file.
import { createEventQueue as createCoreQueue } from '../../src-core/base/eventQueue';

const ROUNDS = 5;

const designs: Record<string, (things: number) => EventQueue> = {
  'core (4-ary heap)': createCoreQueue,
  'binary heap': (things) => createHeap(2, things),
  '4-ary heap': (things) => createHeap(4, things),
  '8-ary heap': (things) => createHeap(8, things),
  'calendar queue': createCalendarQueue,
};

/** Replays a stream; returns a sum over what came first, which must be the same for every design. */
function replay(stream: QueueStream, queue: EventQueue): number {
  let sum = 0;
  for (let call = 0; call < stream.count; call++) {
    const id = stream.ids[call]!;
    const time = stream.times[call]!;
    if (Number.isNaN(time)) queue.remove(id);
    else queue.set(id, time, stream.ties[call]!);
    sum = (Math.imul(sum, 31) + queue.first()) | 0;
  }
  return sum;
}

/** Plays what a real run asked of its queue to each design in turn, several times; the best round of each counts. */
export function raceQueues(scenario: Scenario): QueueFigures {
  if (createEventQueue === createCoreQueue) throw new Error('this build does not record the queue');
  runToEnd(scenario, createRowCounter);
  const things = recordedStream.ids.subarray(0, recordedStream.count).reduce((most, id) => Math.max(most, id), 0) + 1;
  const best: Record<string, number> = {};
  const sums = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, create] of Object.entries(designs)) {
      const queue = create(things);
      const before = process.cpuUsage().user;
      sums.add(replay(recordedStream, queue));
      const nanoseconds = ((process.cpuUsage().user - before) * 1000) / recordedStream.count;
      best[name] = Math.min(best[name] ?? Infinity, nanoseconds);
    }
  }
  if (sums.size !== 1) throw new Error('two queues gave another order');
  return { calls: recordedStream.count, nanoseconds: best };
}
