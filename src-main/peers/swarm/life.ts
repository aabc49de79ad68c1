import { drawExponential, type DrawStreams } from '@core/base/index';
import { peerIndex, type Scenario } from '@core/scenario/index';
import { arrivalSeconds, Purpose } from '@core/sim/index';
import { LeaveReason } from '@core/trace/index';

/** What the lives of peers are told to: time in seconds of the scenario. */
export interface LifeHands {
  /** Runs something at that time. @returns calls it off */
  at(seconds: number, run: () => void): () => void;
  now(): number;
  join(peer: number): void;
  leave(peer: number, reason: LeaveReason): void;
  isOnline(peer: number): boolean;
  /** Bits that the server has sent so far. */
  serverBits(): number;
}

/** Who comes, goes, is interrupted and returns, as the scenario says: the simulator's rules, by the clock of a real run. */
export interface Life {
  begin(): void;
  /** A peer has another piece; `heldCount` now. */
  pieceArrived(peer: number, heldCount: number): void;
  completed(peer: number): void;
  /** Takes away a peer that is there; it counts as gone for good unless something is to bring it back. */
  leaveNow(peer: number, reason: LeaveReason, isComplete: boolean): void;
  returnNow(peer: number): void;
  /** Peers that have yet to come, or to return. */
  readonly awaited: number;
  isAwaited(peer: number): boolean;
  isGone(peer: number): boolean;
  /** Peers taken away for good before they were complete: nobody waits for them. */
  readonly goneCount: number;
  end(): void;
}

export function createLife(scenario: Scenario, pieceCount: number, streams: DrawStreams, hands: LifeHands): Life {
  const index = peerIndex(scenario.peerGroups);
  const plans = new Map<number, () => void>();
  const coming = new Set<number>();
  const gone = new Set<number>();
  const interrupted = new Set<number>();
  const returnsToCome = new Map<number, number>();
  for (const change of scenario.changes) if (change.kind === 'return') returnsToCome.set(change.peer, (returnsToCome.get(change.peer) ?? 0) + 1);
  const serverCopies = scenario.server.leaveAfterCopies ?? Infinity;
  const draw = (purpose: number, peer: number, mean: number) => drawExponential(streams.of(purpose, peer), mean);

  function plan(peer: number, seconds: number, run: () => void): void {
    plans.get(peer)?.();
    plans.set(peer, hands.at(seconds, () => {
      plans.delete(peer);
      run();
    }));
  }

  function join(peer: number): void {
    coming.delete(peer);
    hands.join(peer);
    if (peer === 0) return;
    const { interruption } = index.peer(peer);
    if (interruption.kind === 'random') plan(peer, hands.now() + draw(Purpose.interruption, peer, interruption.meanUpSeconds), () => interrupt(peer));
  }

  function interrupt(peer: number): void {
    const { interruption } = index.peer(peer);
    if (interruption.kind === 'none' || !hands.isOnline(peer)) return;
    hands.leave(peer, LeaveReason.interruption);
    const awaySeconds = interruption.kind === 'once' ? interruption.awaySeconds : draw(Purpose.interruption, peer, interruption.meanAwaySeconds);
    coming.add(peer);
    plan(peer, hands.now() + awaySeconds, () => join(peer));
  }

  return {
    begin() {
      arrivalSeconds(scenario, streams).forEach((seconds, peer) => {
        coming.add(peer);
        plan(peer, seconds, () => join(peer));
      });
    },
    pieceArrived(peer, heldCount) {
      const { interruption } = index.peer(peer);
      if (interruption.kind === 'once' && heldCount < pieceCount && !interrupted.has(peer) && heldCount >= interruption.afterFraction * pieceCount) {
        interrupted.add(peer);
        interrupt(peer);
      }
      if (hands.isOnline(0) && hands.serverBits() >= serverCopies * scenario.content.sizeBits) hands.leave(0, LeaveReason.servedItsCopies);
    },
    completed(peer) {
      plans.get(peer)?.();
      const { onComplete } = index.peer(peer);
      const leaveIn = (seconds: number, reason: LeaveReason) => plan(peer, hands.now() + seconds, () => hands.leave(peer, reason));
      if (onComplete.kind === 'leave') leaveIn(0, LeaveReason.complete);
      else if (onComplete.kind === 'stayFor') leaveIn(onComplete.seconds, LeaveReason.stayedLongEnough);
      else if (onComplete.kind === 'stayForRandom') leaveIn(draw(Purpose.stay, peer, onComplete.meanSeconds), LeaveReason.stayedLongEnough);
    },
    leaveNow(peer, reason, isComplete) {
      // Who never came yet is not concerned; who is away stays away.
      if (coming.has(peer) && !interrupted.has(peer)) return;
      plans.get(peer)?.();
      coming.delete(peer);
      if (hands.isOnline(peer)) hands.leave(peer, reason);
      if (peer > 0 && !isComplete && !returnsToCome.get(peer)) gone.add(peer);
    },
    returnNow(peer) {
      returnsToCome.set(peer, Math.max(0, (returnsToCome.get(peer) ?? 0) - 1));
      if (hands.isOnline(peer)) return;
      gone.delete(peer);
      plans.get(peer)?.();
      join(peer);
    },
    get awaited() {
      return coming.size;
    },
    isAwaited: (peer) => coming.has(peer) || (returnsToCome.get(peer) ?? 0) > 0,
    isGone: (peer) => gone.has(peer),
    get goneCount() {
      return gone.size;
    },
    end() {
      for (const callOff of plans.values()) callOff();
      plans.clear();
    },
  };
}
