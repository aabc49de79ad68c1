import { drawExponential } from '../../base/index';
import { AnnounceReason, EventKind, LeaveReason } from '../../trace/index';
import { beginRounds } from './choking.testKit';
import { connect, disconnect } from './connections.testKit';
import { announce, fallSilent, replan } from './tracker.testKit';
import { drawOf, isComplete, write, type Peer, type World } from './world.testKit';

/** Plans the server's and everybody's first arrival. */
export function planArrivals(world: World): void {
  world.peers[0]!.due.life = 0;
  let first = 1;
  for (const group of world.scenario.peerGroups) {
    const { arrival } = group;
    let seconds = arrival.kind === 'together' ? arrival.atSeconds : arrival.fromSeconds;
    world.peers.slice(first, first + group.count).forEach((peer, k) => {
      if (arrival.kind === 'poisson') seconds += drawExponential(drawOf(world, 'arrival', peer), 1 / arrival.perSecond);
      if (arrival.kind === 'evenly' && k > 0)
        seconds = arrival.fromSeconds + ((arrival.untilSeconds - arrival.fromSeconds) * k) / (group.count - 1);
      peer.due.life = seconds;
    });
    first += group.count;
  }
}

const serverIsDone = ({ scenario, peers }: World) => peers[0]!.uploadedBits >= (scenario.server.leaveAfterCopies ?? Infinity) * scenario.content.sizeBits;

function join(world: World, peer: Peer): void {
  const { group } = peer;
  if (!group && serverIsDone(world)) peer.due.life = world.now;
  write(world, EventKind.joined, peer, null, -1, peer.joined ? 1 : 0);
  peer.joined = true;
  peer.returning = false;
  peer.online = true;
  beginRounds(world, peer);
  if (group?.interruption.kind === 'random' && !isComplete(world, peer))
    peer.due.life = world.now + drawExponential(drawOf(world, 'interruption', peer), group.interruption.meanUpSeconds);
  if (!world.clientServer) announce(world, peer, AnnounceReason.started);
  else if (group && world.peers[0]!.online) connect(world, world.peers[0]!, peer);
}

/** Whoever leaves on purpose says so to the tracker. */
function leave(world: World, peer: Peer, reason: LeaveReason): void {
  peer.due.choking = Infinity;
  peer.hasRounds = false;
  if (!world.clientServer && reason !== LeaveReason.interruption) announce(world, peer, AnnounceReason.stopped);
  fallSilent(peer);
  peer.online = false;
  disconnect(world, peer, reason, (neighbour) => world.clientServer || replan(world, neighbour));
}

function interrupt(world: World, peer: Peer, awaySeconds: number): void {
  leave(world, peer, LeaveReason.interruption);
  peer.returning = true;
  peer.due.life = world.now + awaySeconds;
}

/** Whether a timed change has yet to bring a peer back. */
export const returnIsSet = ({ changes }: World, { number }: Peer) => changes.some((change) => change.kind === 'return' && change.peer === number);

/** A timed change: who is there leaves, who is away stays away. */
export function leaveNow(world: World, peer: Peer): void {
  if (!peer.joined) return;
  peer.due.life = Infinity;
  if (peer.online) leave(world, peer, LeaveReason.timedChange);
  peer.returning = false;
  if (!isComplete(world, peer) && !returnIsSet(world, peer)) peer.gone = true;
}

/** A timed change: who is away comes back, or comes before its time. */
export function returnNow(world: World, peer: Peer): void {
  if (peer.online) return;
  peer.due.life = Infinity;
  join(world, peer);
}

/** A peer arrives, returns or leaves. */
export function turnOfLife(world: World, peer: Peer): void {
  peer.due.life = Infinity;
  const { group } = peer;
  if (!peer.online) join(world, peer);
  else if (!group) leave(world, peer, LeaveReason.servedItsCopies);
  else if (isComplete(world, peer)) leave(world, peer, group.onComplete.kind === 'leave' ? LeaveReason.complete : LeaveReason.stayedLongEnough);
  else if (group.interruption.kind === 'once') interrupt(world, peer, group.interruption.awaySeconds);
  else if (group.interruption.kind === 'random')
    interrupt(world, peer, drawExponential(drawOf(world, 'interruption', peer), group.interruption.meanAwaySeconds));
}

function completed(world: World, peer: Peer): void {
  const { onComplete } = peer.group!;
  peer.completed = true;
  write(world, EventKind.completed, peer, null, -1, 0);
  peer.due.life = Infinity;
  if (!world.clientServer) announce(world, peer, AnnounceReason.completed);
  if (onComplete.kind === 'leave') peer.due.life = world.now;
  else if (onComplete.kind === 'stayFor') peer.due.life = world.now + onComplete.seconds;
  else if (onComplete.kind === 'stayForRandom') peer.due.life = world.now + drawExponential(drawOf(world, 'stay', peer), onComplete.meanSeconds);
}

/** A piece may complete a peer, or be the one after which it is interrupted; and the server may have served its copies. */
export function afterPiece(world: World, peer: Peer): void {
  const { interruption } = peer.group!;
  if (isComplete(world, peer)) completed(world, peer);
  else if (interruption.kind === 'once' && !peer.interruptedOnce && peer.held.size >= interruption.afterFraction * world.pieces) {
    peer.interruptedOnce = true;
    peer.due.life = world.now;
  }
  const server = world.peers[0]!;
  if (server.online && serverIsDone(world)) server.due.life = world.now;
}
