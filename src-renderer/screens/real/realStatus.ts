import type { ComparedCopies } from '@core/messages/index';
import type { Format } from '../../composables/format';
import type { RunStatus } from '../../stores/runRecord';
import type { Sentence } from '../swarm/answer';
import { foretold } from './scaleFacts';

/** How a real run stands, while it goes on and afterwards. */
export interface RealProgress {
  readonly status: RunStatus;
  /** All sockets are open. */
  readonly isReady: boolean;
  /** Somebody has asked it to stop. */
  readonly isStopping: boolean;
  /** Of all pieces that all peers are to get, 0..1. */
  readonly share: number;
  /** Real seconds from the start of its clock, and as many as were foretold. */
  readonly realSeconds: number;
  readonly expectedSeconds: number;
  /** False: it is over, and somebody did not get everything. */
  readonly isFinished: boolean;
}

/** How far the run is, or what came of it. */
export function realStatus({ status, isReady, isStopping, share, realSeconds, expectedSeconds, isFinished }: RealProgress, format: Format): Sentence {
  if (status === 'failed') return { key: 'real.strip.failed', values: {} };
  if (status === 'cancelled') return { key: 'real.strip.cancelled', values: {} };
  if (status === 'finished') {
    return isFinished ? { key: 'real.strip.finished', values: { time: format.duration(Math.round(realSeconds)) } } : { key: 'real.strip.unfinished', values: {} };
  }
  if (isStopping) return { key: 'real.strip.stopping', values: {} };
  if (!isReady) return { key: 'real.strip.opening', values: {} };
  if (share >= 1) return { key: 'real.strip.staying', values: {} };
  const left = expectedSeconds - realSeconds;
  const values = { share: format.percent(share) };
  // What takes longer than foretold has no time left to tell.
  return left > 0 ? { key: 'real.strip.runningLeft', values: { ...values, time: format.duration(foretold(left)) } } : { key: 'real.strip.running', values };
}

/** Whether what everyone got is what was given out. */
export function copiesSentence({ copies, areAllEqual }: ComparedCopies): Sentence {
  if (areAllEqual) return { key: 'real.strip.equal', values: { n: copies.length }, plural: copies.length };
  return { key: 'real.strip.unequal', values: { peers: copies.flatMap(({ peer, isEqual }) => (isEqual ? [] : peer)).join(', ') } };
}
