import { drawExponential, type DrawStreams } from '../base/index';
import { AnnounceReason, EventKind, LeaveReason, type TraceWriter } from '../trace/index';
import { Due, type Agenda } from './agenda';
import { arrivalSeconds } from './arrivals';
import type { Choking } from './choking';
import type { Neighbours } from './neighbours';
import { Purpose } from './purposes';
import type { Swarm } from './swarm';
import type { Tracker } from './tracker';

/** Who is there: arrivals, interruptions and returns, leaving with the whole file, the server's leaving. */
export interface Membership {
  /** Plans all arrivals. */
  begin(): void;
  /** A peer's next step in life is due: it arrives, returns, or leaves. */
  turn(peer: number, now: number): void;
  /**
   * After a piece arrived: the peer may be complete or be interrupted, the server may have served its copies. Whoever leaves for it
   * does so in its next turn, at the same time but after all pieces that arrive at that time.
   */
  afterPiece(peer: number, now: number, cause: number): void;
  /** A timed change: the peer that is there leaves on purpose; one that is away stays away. Who never came yet is not concerned. */
  leaveNow(peer: number, now: number): void;
  /** A timed change: a peer that is away comes back, or comes for the first time. */
  returnNow(peer: number, now: number): void;
  readonly completedPeers: number;
  /** Peers that a timed change took away for good before they had everything: nobody waits for them. */
  readonly gonePeers: number;
  isGone(peer: number): boolean;
  /** Peers that have yet to come for the first time. */
  readonly arrivalsPending: number;
  /** Interrupted peers that will be back. */
  readonly returnsPending: number;
  willReturn(peer: number): boolean;
  /** Times that somebody came or went. */
  readonly changes: number;
}

export function createMembership(
  swarm: Swarm, choking: Choking, neighbours: Neighbours, tracker: Tracker, agenda: Agenda, streams: DrawStreams, trace: TraceWriter,
): Membership {
  const { peers, pieces, online, heldCount, joinedSeconds, completedSeconds, awaySeconds, leftSeconds, scenario } = swarm;
  let completedPeers = 0;
  let gonePeers = 0;
  let arrivalsPending = 0;
  let returnsPending = 0;
  let changes = 0;
  const returning = new Uint8Array(peers);
  /** Timed changes that have yet to bring the peer back. */
  const returnsToCome = new Int32Array(peers);
  for (const change of scenario.changes) if (change.kind === 'return') returnsToCome[change.peer]!++;
  const gone = new Uint8Array(peers);
  /** Peers that were interrupted at their fraction already. */
  const interruptedOnce = new Uint8Array(peers);
  const serverCopies = scenario.server.leaveAfterCopies ?? Infinity;

  const planLife = (peer: number, seconds: number) => agenda.planTimer(Due.life, peer, seconds);
  const serverIsDone = () => swarm.uploadedBits[0]! >= serverCopies * scenario.content.sizeBits;

  function join(peer: number, now: number): void {
    const returns = !Number.isNaN(joinedSeconds[peer]!);
    changes++;
    if (returns) {
      awaySeconds[peer]! += now - leftSeconds[peer]!;
      forgetReturn(peer);
    } else {
      joinedSeconds[peer] = now;
      if (peer > 0) arrivalsPending--;
      else if (serverIsDone()) planLife(0, now);
    }
    online[peer] = 1;
    swarm.uploadChanged.add(peer);
    swarm.joinedRow[peer] = trace.write(now, EventKind.joined, peer, -1, -1, returns ? 1 : 0, -1);
    choking.begin(peer, now);
    if (peer > 0 && heldCount[peer]! < pieces) {
      const { interruption } = swarm.group(peer);
      if (interruption.kind === 'random') planLife(peer, now + drawExponential(streams.of(Purpose.interruption, peer), interruption.meanUpSeconds));
    }
    if (!swarm.clientServer) tracker.announce(peer, AnnounceReason.started, now);
    else if (peer > 0 && online[0]) neighbours.connect(0, peer, now, swarm.joinedRow[peer]!);
  }

  /** The return of its own that an interrupted peer has planned is made, or given up. */
  function forgetReturn(peer: number): void {
    returnsPending -= returning[peer]!;
    returning[peer] = 0;
  }

  function leave(peer: number, reason: LeaveReason, now: number): void {
    changes++;
    choking.end(peer);
    // One who leaves on purpose says so; an interruption is silent, and the tracker goes on naming the peer for a while.
    if (!swarm.clientServer && reason !== LeaveReason.interruption) tracker.announce(peer, AnnounceReason.stopped, now);
    tracker.silence(peer);
    online[peer] = 0;
    swarm.uploadChanged.add(peer);
    leftSeconds[peer] = now;
    neighbours.disconnect(peer, reason, now, swarm.clientServer ? () => {} : (neighbour) => tracker.replan(neighbour, now));
  }

  function interrupt(peer: number, awayFor: number, now: number): void {
    leave(peer, LeaveReason.interruption, now);
    returning[peer] = 1;
    returnsPending++;
    planLife(peer, now + awayFor);
  }

  function complete(peer: number, now: number, cause: number): void {
    completedSeconds[peer] = now;
    completedPeers++;
    trace.write(now, EventKind.completed, peer, -1, -1, 0, cause);
    agenda.dropTimer(Due.life, peer); // whoever is complete is interrupted no more
    if (!swarm.clientServer) tracker.announce(peer, AnnounceReason.completed, now);
    const { onComplete } = swarm.group(peer);
    if (onComplete.kind === 'leave') planLife(peer, now);
    else if (onComplete.kind === 'stayFor') planLife(peer, now + onComplete.seconds);
    else if (onComplete.kind === 'stayForRandom') planLife(peer, now + drawExponential(streams.of(Purpose.stay, peer), onComplete.meanSeconds));
  }

  return {
    get completedPeers() {
      return completedPeers;
    },
    get arrivalsPending() {
      return arrivalsPending;
    },
    get returnsPending() {
      return returnsPending;
    },
    get gonePeers() {
      return gonePeers;
    },
    isGone: (peer) => gone[peer] === 1,
    leaveNow(peer, now) {
      if (Number.isNaN(joinedSeconds[peer]!)) return;
      agenda.dropTimer(Due.life, peer);
      if (online[peer]) leave(peer, LeaveReason.timedChange, now);
      else forgetReturn(peer);
      if (heldCount[peer] === pieces || returnsToCome[peer]! > 0 || gone[peer]) return;
      gone[peer] = 1;
      gonePeers++;
    },
    returnNow(peer, now) {
      returnsToCome[peer]!--;
      if (online[peer]) return;
      agenda.dropTimer(Due.life, peer);
      join(peer, now);
    },
    willReturn: (peer) => returning[peer] === 1 || returnsToCome[peer]! > 0,
    get changes() {
      return changes;
    },
    begin() {
      planLife(0, 0);
      arrivalSeconds(scenario, streams).forEach((seconds, peer) => {
        if (peer > 0) planLife(peer, seconds);
      });
      arrivalsPending = peers - 1;
    },
    turn(peer, now) {
      agenda.dropTimer(Due.life, peer);
      if (!online[peer]) return join(peer, now);
      if (peer === 0) return leave(0, LeaveReason.servedItsCopies, now);
      const { onComplete, interruption } = swarm.group(peer);
      if (heldCount[peer] === pieces) leave(peer, onComplete.kind === 'leave' ? LeaveReason.complete : LeaveReason.stayedLongEnough, now);
      else if (interruption.kind === 'once') interrupt(peer, interruption.awaySeconds, now);
      else if (interruption.kind === 'random') interrupt(peer, drawExponential(streams.of(Purpose.interruption, peer), interruption.meanAwaySeconds), now);
    },
    afterPiece(peer, now, cause) {
      if (heldCount[peer] === pieces) complete(peer, now, cause);
      else {
        const { interruption } = swarm.group(peer);
        if (interruption.kind === 'once' && !interruptedOnce[peer] && heldCount[peer]! >= interruption.afterFraction * pieces) {
          interruptedOnce[peer] = 1;
          planLife(peer, now);
        }
      }
      if (online[0] && serverIsDone()) planLife(0, now);
    },
  };
}
