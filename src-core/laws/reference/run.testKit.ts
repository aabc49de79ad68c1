import { EventKind } from '../../trace/index';
import type { Scenario } from '../../scenario/index';
import { turnOfChoking } from './choking.testKit';
import { pieceArrived } from './connections.testKit';
import { makeChange } from './changes.testKit';
import { afterPiece, planArrivals, returnIsSet, turnOfLife } from './life.testKit';
import { expire, turnOfAnnounce } from './tracker.testKit';
import { flowUntil, flowsOf, share } from './transfers.testKit';
import { createWorld, timerKinds, write, type Peer, type ReferenceRow, type TimerKind, type World } from './world.testKit';

export interface ReferenceRun {
  readonly rows: readonly ReferenceRow[];
  /** Times at which exact arithmetic may have a tie, so that rounding decides what comes first. */
  readonly contested: readonly number[];
}

const turns: Record<TimerKind, (world: World, peer: Peer) => void> = {
  life: turnOfLife,
  announce: turnOfAnnounce,
  expiry: (world, peer) => {
    peer.due.expiry = Infinity;
    expire(world, peer);
  },
  choking: turnOfChoking,
};

const transfersOf = (world: World) => world.peers.flatMap((peer) => peer.partials.filter(({ flows }) => flows.length > 0).map((partial) => ({ peer, partial })));

/** When pieces will be whole, and when all else that is planned comes. */
function dueTimes(world: World): { transfers: number[]; timers: number[] } {
  const timers = [...world.messages.map(({ seconds }) => seconds), world.changes[0]?.atSeconds ?? Infinity];
  for (const { due } of world.peers) timers.push(due.life, due.announce, due.expiry, due.choking);
  return { transfers: transfersOf(world).map(({ partial }) => partial.dueSeconds), timers };
}

/** Times that exact arithmetic does not tell apart: doubles are ten thousand times finer. */
const isAsGoodAs = (seconds: number, now: number) => Math.abs(seconds - now) <= 1e-12 * Math.max(1, now);

/** Does the next thing that is due now; false when there is none. Whole pieces first, then by kind, then by peer; messages last. */
function doOne(world: World): boolean {
  const { now, peers, messages } = world;
  const whole = transfersOf(world)
    .filter(({ partial }) => partial.dueSeconds <= now || isAsGoodAs(partial.dueSeconds, now))
    .sort((a, b) => a.peer.number - b.peer.number || a.partial.piece - b.partial.piece)[0];
  if (whole) {
    pieceArrived(world, whole.peer, whole.partial);
    afterPiece(world, whole.peer);
    return true;
  }
  for (const kind of timerKinds) {
    const peer = peers.find(({ due }) => due[kind] <= now);
    if (!peer) continue;
    turns[kind](world, peer);
    return true;
  }
  if (messages[0] !== undefined && messages[0].seconds <= now) {
    messages.shift()!.arrive();
    return true;
  }
  if (world.changes[0] === undefined || world.changes[0].atSeconds > now) return false;
  makeChange(world, world.changes.shift()!);
  return true;
}

/** Pieces that somebody lacks and nobody who uploads and is, or will be, there holds; and whether anybody can still get anything. */
function outlookOf(world: World): { hopeful: boolean; lost: number[] } {
  const { peers, pieces } = world;
  const isThere = (peer: Peer) => peer.online || peer.returning || returnIsSet(world, peer);
  const givers = peers.filter((peer) => isThere(peer) && peer.slots.regular + peer.slots.drawn > 0);
  const all = Array.from({ length: pieces }, (_, piece) => piece);
  const canBeGiven = all.filter((piece) => givers.some(({ held }) => held.has(piece)));
  const incomplete = peers.filter(({ completed, gone, number }) => number > 0 && !completed && !gone);
  const hopeful = incomplete.some((peer) => isThere(peer) && peer.downloadBitrate > 0 && canBeGiven.some((piece) => !peer.held.has(piece)));
  return { hopeful, lost: all.filter((piece) => !canBeGiven.includes(piece) && incomplete.some(({ held }) => !held.has(piece))) };
}

/** How long a swarm in which nothing is sent is waited for. */
function createPatience(world: World) {
  const { announceIntervalSeconds, rechokeSeconds, latencySeconds } = world.protocol;
  const patience = Math.min(2 * announceIntervalSeconds, 86_400) + rechokeSeconds + 8 * latencySeconds;
  const isAwaited = () => world.changes.length > 0 || world.peers.some((peer) => peer.group && !peer.joined);
  const changes = () => world.rows.filter(({ kind }) => kind === EventKind.joined || kind === EventKind.left).length;
  let idleSeconds = 0;
  let changesThen = 0;
  return {
    pass(seconds: number): void {
      if (isAwaited()) idleSeconds = 0;
      else if (flowsOf(world).length === 0) idleSeconds += seconds;
      else idleSeconds = Math.max(0, idleSeconds - 1000 * seconds); // a time of sending makes good a thousandfold of waiting
      if (idleSeconds === 0) changesThen = changes();
    },
    isOver(): boolean {
      if (flowsOf(world).length > 0 || isAwaited()) return false;
      const mayMeet = world.peers.some(({ returning }) => returning) && changes() - changesThen < 100 * world.peers.length;
      return !(outlookOf(world).hopeful && (mayMeet || idleSeconds < patience));
    },
  };
}

/**
 * Notes the time that comes next if another thing is due so close to it that rounding may decide what is first. Timers of the very
 * same time are no tie, unless there was one before: they may have been set from pieces that became whole together, and elsewhere
 * be a last digit apart.
 */
function noteTies(world: World, next: number, { transfers, timers }: ReturnType<typeof dueTimes>): void {
  const isClose = (seconds: number) => Math.abs(seconds - next) <= 1e-9 * Math.max(1, next);
  const closeTimers = timers.filter(isClose);
  const close = [...transfers.filter(isClose), ...(world.contested.length > 0 ? closeTimers : new Set(closeTimers))];
  if (close.length > 1) world.contested.push(next);
}

/**
 * Runs a scenario as `docs/model.md` tells it, the slow and plain way: after every event all rates are found from scratch and
 * everything is searched for what is due next.
 */
export function referenceRun(scenario: Scenario, architecture: 'client-server' | 'peer-to-peer', randomSeed: number): ReferenceRun {
  const world = createWorld(scenario, architecture === 'client-server', randomSeed);
  const patience = createPatience(world);
  const isFinished = () => {
    const peers = world.peers.slice(1);
    return peers.every(({ completed, gone }) => completed || gone) && (peers.length === 0 || peers.some(({ completed }) => completed));
  };
  planArrivals(world);
  for (;;) {
    while (doOne(world));
    share(world);
    const times = dueTimes(world);
    const next = Math.min(...times.transfers, ...times.timers);
    if (isFinished() || next === Infinity || patience.isOver()) break;
    noteTies(world, next, times);
    patience.pass(next - world.now);
    flowUntil(world, next);
  }
  if (!isFinished()) for (const piece of outlookOf(world).lost) write(world, EventKind.pieceLost, null, null, piece, 0);
  write(world, EventKind.ended, null, null, -1, isFinished() ? 1 : 0);
  return world;
}
