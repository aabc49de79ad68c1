import { peerCount, type Scenario } from '@core/scenario/index';
import { outlookOf, type CapacityUse, type IdleReason } from '@core/sim/index';
import type { Journal } from '../journal/journal';
import type { Peer } from '../peer/peer';
import type { Timeline } from '../peer/timeline';
import type { Clock } from '../rate/clock';
import { createCapacityUse } from './capacityUse';
import type { Life } from './life';
import type { RealPlan } from './plan';
import type { Roles } from './roles';

export interface WatchOptions {
  readonly scenario: Scenario;
  readonly plan: RealPlan;
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly journal: Journal;
  readonly roles: Roles;
  readonly life: Life;
  readonly peers: readonly Peer[];
  /** Timed changes that are to come. */
  readonly changesPending: () => number;
  readonly scenarioBits: (bytes: number) => number;
  /** It goes on whatever it looks like. */
  readonly goesOn: () => boolean;
  /** Everyone is complete, or nobody can be any more. */
  readonly over: () => void;
}

/** Sees whether anything goes on in a swarm, and where its upload capacity goes. */
export interface SwarmWatch {
  look(): void;
  /** Something has happened that will move others: patience begins anew. */
  stirred(): void;
  /** Everyone has everything but those who went for good, and somebody does. */
  isFinished(): boolean;
  lostPieces(): readonly number[];
  close(nowSeconds: number): CapacityUse;
}

/** Nobody is called stuck within so many real milliseconds, however short the scenario's own intervals become. */
const LEAST_PATIENCE_MS = 3_000;

export function createSwarmWatch(options: WatchOptions): SwarmWatch {
  const { scenario, plan, clock, timeline, journal, roles, life, peers, changesPending, scenarioBits, goesOn, over } = options;
  const { header, timeScale } = plan;
  const { protocol } = scenario;
  const capacity = createCapacityUse(header.peerCount);
  const wanted = peerCount(scenario);
  let stirredMs = clock.nowMs();
  let movedBytes = 0;

  const isFinished = () => journal.books.completedPeers + life.goneCount === wanted && journal.books.completedPeers > 0;

  const outlook = () => outlookOf({
    peers: header.peerCount, pieces: header.pieceCount, words: journal.books.words, held: journal.books.held, heldCount: journal.books.heldCount, online: journal.online,
    slots: Array.from({ length: header.peerCount }, (_, peer) => roles.slots(peer)), completedSeconds: journal.books.completedSeconds, downloadBitrate: roles.downloadBitrate,
  }, { willReturn: life.isAwaited, isGone: life.isGone });

  /** Nothing moves: is there any hope that something will? */
  function isStuck(): boolean {
    const idleMs = clock.nowMs() - stirredMs;
    if (life.awaited > 0 || changesPending() > 0 || idleMs < LEAST_PATIENCE_MS / 10) return false;
    if (!outlook().hopeful) return true;
    const patienceSeconds = 2 * protocol.announceIntervalSeconds + protocol.rechokeSeconds;
    return idleMs > Math.max(LEAST_PATIENCE_MS, patienceSeconds * timeScale * 1000);
  }

  function idleReason(peer: number): IdleReason {
    const brain = peers[peer]?.brain;
    if (!brain || brain.heldCount === 0) return 'nothingToGive';
    if (brain.interestedCount === 0) return brain.heldCount === header.pieceCount && brain.neighbourCount > 0 ? 'endPhase' : 'nobodyInterested';
    const { regular, optimistic } = roles.slots(peer);
    return brain.interestedCount > brain.usedSlots && brain.usedSlots >= regular + optimistic ? 'noSlot' : 'receiversFull';
  }

  return {
    isFinished,
    look() {
      capacity.look(peers.map((peer, number) => ({
        offeredBitrate: journal.online[number] && !roles.isFreeRider[number] ? roles.uploadBitrate[number]! : 0,
        sentBits: scenarioBits(peer.uploadedBytes),
        get idleReason() {
          return idleReason(number);
        },
      })), timeline.now());
      const moved = peers.reduce((sum, { uploadedBytes }) => sum + uploadedBytes, 0);
      if (moved !== movedBytes) stirredMs = clock.nowMs();
      movedBytes = moved;
      if (!goesOn() && (isFinished() || isStuck())) over();
    },
    stirred() {
      stirredMs = clock.nowMs();
    },
    lostPieces: () => (isFinished() ? [] : outlook().lostPieces),
    close: capacity.close,
  };
}
