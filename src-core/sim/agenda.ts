import { createEventQueue } from '../base/index';

/**
 * What can fall due. At equal times transfers go first, so that nobody leaves or chokes with a whole piece not yet booked;
 * then the lower kind, then the lower peer.
 */
export const Due = { life: 0, announce: 1, expiry: 2, choke: 3, connect: 4, change: 5, transfer: 6 } as const;
export type Due = (typeof Due)[keyof typeof Due];

/** Everything that will happen: timers of peers, delayed connections and flows, transfers that will be complete. */
export interface Agenda {
  readonly empty: boolean;
  /** Time of the earliest; Infinity when there is none. */
  readonly nextSeconds: number;
  /** Whether something is due at that time or before. Asked for each event: it answers without a number that would have to be allocated. */
  isDueBy(seconds: number): boolean;
  /** Kind and number of the earliest: a peer, or the slot of a transfer. */
  kind(): Due;
  subject(): number;
  planTimer(kind: Due, peer: number, seconds: number): void;
  dropTimer(kind: Due, peer: number): void;
  /** @param order decides among transfers that are complete at the same time */
  planTransfer(slot: number, seconds: number, order: number): void;
  dropTransfer(slot: number): void;
}

/** Behind every transfer that is due at the same time. */
const AFTER_TRANSFERS = Infinity;

export function createAgenda(peers: number): Agenda {
  const timers = Due.transfer * peers;
  const queue = createEventQueue(timers + peers * 8);
  return {
    get empty() {
      return queue.size === 0;
    },
    get nextSeconds() {
      return queue.size === 0 ? Infinity : queue.timeOf(queue.first());
    },
    isDueBy: (seconds) => queue.size > 0 && queue.timeOf(queue.first()) <= seconds,
    kind() {
      const first = queue.first();
      return (first >= timers ? Due.transfer : Math.floor(first / peers)) as Due;
    },
    subject() {
      const first = queue.first();
      return first >= timers ? first - timers : first % peers;
    },
    planTimer: (kind, peer, seconds) => queue.set(kind * peers + peer, seconds, AFTER_TRANSFERS),
    dropTimer: (kind, peer) => queue.remove(kind * peers + peer),
    planTransfer: (slot, seconds, order) => queue.set(timers + slot, seconds, order),
    dropTransfer: (slot) => queue.remove(timers + slot),
  };
}
