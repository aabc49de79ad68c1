import { Due, type Agenda } from './agenda';

type Act = (a: number, b: number, now: number) => void;

/** Things that happen one round trip later, in the order in which they were put off: all delays are equal. */
export interface Delays {
  /** Puts off `act(a, b)`; with no latency it acts at once. */
  later(now: number, act: Act, a: number, b: number): void;
  /** The earliest is due. */
  turn(now: number): void;
}

/** @param latencySeconds one way; a question and its answer take twice that */
export function createDelays(agenda: Agenda, latencySeconds: number): Delays {
  // A ring; whoever unchokes puts something off, so nothing is allocated for it.
  let room = 256;
  let dueSeconds = new Float64Array(room);
  let numbers = new Int32Array(2 * room);
  let acts = new Array<Act>(room);
  let front = 0;
  let size = 0;
  const plan = () => agenda.planTimer(Due.connect, 0, dueSeconds[front]!);

  function grow(): void {
    const seconds = new Float64Array(2 * room);
    const wider = new Int32Array(4 * room);
    const kept = new Array<Act>(2 * room);
    for (let k = 0; k < size; k++) {
      const at = (front + k) % room;
      seconds[k] = dueSeconds[at]!;
      wider[2 * k] = numbers[2 * at]!;
      wider[2 * k + 1] = numbers[2 * at + 1]!;
      kept[k] = acts[at]!;
    }
    room *= 2;
    front = 0;
    dueSeconds = seconds;
    numbers = wider;
    acts = kept;
  }

  return {
    later(now, act, a, b) {
      if (latencySeconds === 0) return act(a, b, now);
      if (size === room) grow();
      const at = (front + size) % room;
      dueSeconds[at] = now + 2 * latencySeconds;
      numbers[2 * at] = a;
      numbers[2 * at + 1] = b;
      acts[at] = act;
      if (++size === 1) plan();
    },
    turn(now) {
      const act = acts[front]!;
      const a = numbers[2 * front]!;
      const b = numbers[2 * front + 1]!;
      front = (front + 1) % room;
      if (--size === 0) agenda.dropTimer(Due.connect, 0);
      else plan();
      act(a, b, now);
    },
  };
}
