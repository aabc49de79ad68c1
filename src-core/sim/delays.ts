import { Due, type Agenda } from './agenda';

/** Things that happen one round trip later, in the order in which they were put off: all delays are equal. */
export interface Delays {
  /** Puts off `act(a, b)`; with no latency it acts at once. */
  later(now: number, act: (a: number, b: number, now: number) => void, a: number, b: number): void;
  /** The earliest is due. */
  turn(now: number): void;
  readonly pending: number;
}

/** @param latencySeconds one way; a question and its answer take twice that */
export function createDelays(agenda: Agenda, latencySeconds: number): Delays {
  const waiting: { seconds: number; act: (a: number, b: number, now: number) => void; a: number; b: number }[] = [];
  let first = 0;
  const plan = () => agenda.planTimer(Due.connect, 0, waiting[first]!.seconds);
  return {
    get pending() {
      return waiting.length - first;
    },
    later(now, act, a, b) {
      if (latencySeconds === 0) return act(a, b, now);
      waiting.push({ seconds: now + 2 * latencySeconds, act, a, b });
      if (waiting.length - first === 1) plan();
    },
    turn(now) {
      const { act, a, b } = waiting[first]!;
      first++;
      if (first === waiting.length) {
        waiting.length = 0;
        first = 0;
        agenda.dropTimer(Due.connect, 0);
      } else plan();
      act(a, b, now);
    },
  };
}
