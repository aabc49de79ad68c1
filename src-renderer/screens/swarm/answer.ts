import type { TextKey, Values } from '../../composables/useText';
import type { Format } from '../../composables/format';
import type { Lane, RunRecord } from '../../stores/runRecord';

/** A term of the bounds, as `@core/theory` names it. */
export type BindingTerm = 'server-upload' | 'slowest-download' | 'total-upload';

/** What is known of one architecture at the time that is shown. */
export interface Standing {
  readonly architecture: Lane;
  readonly run: RunRecord | null;
  readonly boundSeconds: number | null;
  readonly binding: BindingTerm | null;
  /** Peers that hold everything at the time shown. */
  readonly completed: number;
  readonly peers: number;
}

export interface Sentence {
  readonly key: TextKey;
  readonly values: Values;
  /** How many are spoken of, where the sentence has a form for one. */
  readonly plural?: number;
}

/** Has the run reached its end at that time, and did everyone get the file? */
export const isDone = ({ run }: Standing, timeSeconds: number): boolean => {
  const makespan = run?.result?.makespanSeconds ?? null;
  return makespan !== null && timeSeconds >= makespan;
};

/** The run is over at that time but could not finish: somebody will never get the whole file. */
export const isStuck = ({ run }: Standing, timeSeconds: number): boolean => run?.result?.finished === false && timeSeconds >= run.arrivedSeconds;

/** The large figure of one architecture: its least time before the run, how far it is during it, its time at the finish. */
export function figureOf(standing: Standing, timeSeconds: number, format: Format): Sentence {
  const { run, completed, peers, boundSeconds } = standing;
  const makespan = run?.result?.makespanSeconds ?? null;
  if (isDone(standing, timeSeconds) && makespan !== null) return { key: 'swarm.figure.done', values: { time: format.duration(makespan) } };
  const count = { done: format.number(completed), peers: format.number(peers) };
  if (isStuck(standing, timeSeconds)) return { key: 'swarm.figure.stuck', values: count };
  if (run === null) return boundSeconds === null ? { key: 'swarm.figure.never', values: {} } : { key: 'swarm.figure.atLeast', values: { time: format.duration(boundSeconds) } };
  return { key: run.status === 'cancelled' ? 'swarm.figure.cancelled' : 'swarm.figure.underWay', values: count };
}

/** The line below the figure: what theory says, and by how much the run missed it. */
export function boundOf(standing: Standing, timeSeconds: number, format: Format): Sentence {
  const { boundSeconds, run } = standing;
  if (boundSeconds === null) return { key: 'swarm.bound.none', values: {} };
  if (run === null) return { key: 'swarm.bound.theory', values: {} };
  const time = format.duration(boundSeconds);
  const makespan = run?.result?.makespanSeconds ?? null;
  // Where peers come late or leave, the bound is that of the textbook's setting and the run is not held against it.
  const isComparable = run?.result?.boundSeconds !== null && boundSeconds > 0;
  if (!isDone(standing, timeSeconds) || makespan === null || !isComparable) return { key: 'swarm.bound.atLeast', values: { time } };
  return { key: 'swarm.bound.ratio', values: { time, ratio: format.ratio(makespan / boundSeconds) } };
}

const lessonKeys = {
  'server-upload': 'swarm.lesson.serverUpload',
  'slowest-download': 'swarm.lesson.slowestDownload',
  'total-upload': 'swarm.lesson.totalUpload',
} as const satisfies Record<BindingTerm, TextKey>;

/** What to learn from a finished race: which term of the peer-to-peer bound decides, and what to try next. */
export function lesson({ binding, peers }: Standing, format: Format): Sentence {
  const values = { next: format.number(Math.max(1, peers * 3)) };
  return { key: binding === null ? 'swarm.lesson.none' : lessonKeys[binding], values };
}

/** The answer in one sentence, or the question while the race is not over. */
export function headline(clientServer: Standing, peerToPeer: Standing, timeSeconds: number, format: Format): Sentence {
  const { peers, boundSeconds, run } = peerToPeer;
  const makespan = run?.result?.makespanSeconds ?? null;
  const isOver = [clientServer, peerToPeer].every((one) => isDone(one, timeSeconds) || isStuck(one, timeSeconds));
  if (!isOver || peers === 0) return { key: 'swarm.question', values: { n: format.number(peers) }, plural: peers };
  if (makespan === null) {
    const values = { done: format.number(peerToPeer.completed), peers: format.number(peers) };
    return { key: peerToPeer.completed === 0 ? 'swarm.answer.stuckNobody' : 'swarm.answer.stuck', values };
  }
  const time = format.duration(makespan);
  if (run?.result?.boundSeconds === null || boundSeconds === null || boundSeconds === 0) return { key: 'swarm.answer.noBound', values: { time } };
  return { key: 'swarm.answer.finished', values: { time, ratio: format.ratio(makespan / boundSeconds) } };
}
