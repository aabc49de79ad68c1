import { AnnounceReason, EventKind, RefusalReason } from '../../trace/index';
import { connect } from './connections.testKit';
import { aRoundTripLater, drawOf, seatsOf, write, type Peer, type World } from './world.testKit';

const answers = (world: World) => world.now < (world.protocol.trackerFailsAtSeconds ?? Infinity);

/** Plans the next announce: after the interval, or at once but a minute apart where neighbours are few. */
export function replan(world: World, peer: Peer): void {
  if (peer.awaitsFirstAnswer) return;
  const regular = peer.lastAnnounceSeconds + world.protocol.announceIntervalSeconds;
  const soon = Math.max(world.now, peer.lastAnnounceSeconds + 60);
  peer.due.announce = seatsOf(peer).length >= world.protocol.minNeighbours ? regular : Math.min(regular, soon);
}

/** A member that goes is replaced by the last of the list. */
function strikeOut({ members }: World, peer: Peer): void {
  const at = members.indexOf(peer);
  if (at < 0) return;
  members[at] = members[members.length - 1]!;
  members.pop();
  peer.due.expiry = Infinity;
}

function refusalOf(world: World, peer: Peer, other: Peer): RefusalReason | undefined {
  const isFull = ({ places }: Peer) => places.filter((seat) => seat !== null).length >= world.protocol.maxNeighbours;
  if (!other.online) return RefusalReason.offline;
  if (other.group?.acceptsConnections === false) return RefusalReason.unreachable;
  return isFull(other) || isFull(peer) ? RefusalReason.full : undefined;
}

function dialled(world: World, peer: Peer, other: Peer): void {
  peer.dialling--;
  if (!peer.online || seatsOf(peer).some((seat) => seat.other === other)) return;
  const refusal = refusalOf(world, peer, other);
  if (refusal !== undefined) return write(world, EventKind.refused, peer, other, -1, refusal);
  connect(world, peer, other);
  replan(world, peer);
  replan(world, other);
}

/** Dials addresses in random order until 35 of 55 places are taken or being dialled; others instead of those that refuse at once. */
function dial(world: World, peer: Peer, offered: Peer[]): void {
  const places = Math.ceil((world.protocol.maxNeighbours * 35) / 55);
  for (;;) {
    const room = places - seatsOf(peer).length - peer.dialling;
    const chosen: Peer[] = [];
    while (offered.length > 0 && chosen.length < room) {
      const at = drawOf(world, 'dial', peer).below(offered.length);
      chosen.push(offered[at]!);
      offered[at] = offered[offered.length - 1]!;
      offered.pop();
    }
    if (chosen.length === 0) return;
    peer.dialling += chosen.length;
    for (const other of chosen) aRoundTripLater(world, () => dialled(world, peer, other));
  }
}

/** The answer is drawn from the members by swapping each drawn one to the end, where it stays. */
function answer(world: World, peer: Peer): void {
  const { members, protocol } = world;
  const offered: Peer[] = [];
  for (let last = members.length - 1; last >= 0 && offered.length < protocol.trackerResponsePeers; last--) {
    const at = drawOf(world, 'tracker', peer).below(last + 1);
    [members[at], members[last]] = [members[last]!, members[at]!];
    if (members[last] !== peer) offered.push(members[last]!);
  }
  for (const other of offered) write(world, EventKind.offered, peer, other, -1, 0);
  dial(world, peer, offered);
}

export function announce(world: World, peer: Peer, reason: AnnounceReason): void {
  write(world, EventKind.announced, peer, null, -1, reason);
  peer.lastAnnounceSeconds = world.now;
  if (reason === AnnounceReason.stopped) {
    if (answers(world)) strikeOut(world, peer);
    return;
  }
  if (answers(world)) {
    if (!world.members.includes(peer)) world.members.push(peer);
    peer.due.expiry = world.now + 2 * world.protocol.announceIntervalSeconds;
    if (reason === AnnounceReason.started) {
      // Whoever else comes at this instant is registered first.
      peer.awaitsFirstAnswer = true;
      peer.due.announce = world.now;
      return;
    }
    if (reason !== AnnounceReason.completed) answer(world, peer);
  }
  replan(world, peer);
}

export function fallSilent(peer: Peer): void {
  peer.awaitsFirstAnswer = false;
  peer.due.announce = Infinity;
}

export function expire(world: World, peer: Peer): void {
  strikeOut(world, peer);
  if (answers(world)) write(world, EventKind.expired, peer, null, -1, 0);
}

export function turnOfAnnounce(world: World, peer: Peer): void {
  if (peer.awaitsFirstAnswer) {
    peer.awaitsFirstAnswer = false;
    answer(world, peer);
    return replan(world, peer);
  }
  const { minNeighbours, announceIntervalSeconds } = world.protocol;
  const isEarly = world.now < peer.lastAnnounceSeconds + announceIntervalSeconds;
  announce(world, peer, isEarly && seatsOf(peer).length < minNeighbours ? AnnounceReason.fewNeighbours : AnnounceReason.periodic);
}
