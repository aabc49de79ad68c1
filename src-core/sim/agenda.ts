import { createEventQueue, createRotation } from '../base/index';

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
  // Choke rounds outnumber all other events where pieces take long; they come round in the same order again and again.
  const chokeTurns = createRotation(peers);

  /** Whether the turn of that peer comes before the thing of the queue. */
  function chokesFirst(peer: number, other: number): boolean {
    const turn = chokeTurns.timeOf(peer);
    const time = queue.timeOf(other);
    return turn < time || (turn === time && other < timers && Due.choke * peers + peer < other);
  }

  /** Number of the earliest; -1: none. */
  function first(): number {
    const other = queue.first();
    const peer = chokeTurns.first();
    return peer >= 0 && (other < 0 || chokesFirst(peer, other)) ? Due.choke * peers + peer : other;
  }

  const isChokeTurn = (id: number) => id >= Due.choke * peers && id < (Due.choke + 1) * peers;

  return {
    get empty() {
      return queue.size === 0 && chokeTurns.first() < 0;
    },
    get nextSeconds() {
      const id = first();
      if (id < 0) return Infinity;
      return isChokeTurn(id) ? chokeTurns.timeOf(id - Due.choke * peers) : queue.timeOf(id);
    },
    isDueBy(seconds) {
      const other = queue.first();
      const peer = chokeTurns.first();
      return (other >= 0 && queue.timeOf(other) <= seconds) || (peer >= 0 && chokeTurns.timeOf(peer) <= seconds);
    },
    kind() {
      const id = first();
      return (id >= timers ? Due.transfer : Math.floor(id / peers)) as Due;
    },
    subject() {
      const id = first();
      return id >= timers ? id - timers : id % peers;
    },
    planTimer(kind, peer, seconds) {
      if (kind === Due.choke) chokeTurns.set(peer, seconds);
      else queue.set(kind * peers + peer, seconds, AFTER_TRANSFERS);
    },
    dropTimer(kind, peer) {
      if (kind === Due.choke) chokeTurns.remove(peer);
      else queue.remove(kind * peers + peer);
    },
    planTransfer: (slot, seconds, order) => queue.set(timers + slot, seconds, order),
    dropTransfer: (slot) => queue.remove(timers + slot),
  };
}
