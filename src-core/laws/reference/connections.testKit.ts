import { ChokeReason, EventKind, type LeaveReason } from '../../trace/index';
import { choke, fillSlots } from './choking.testKit';
import { complete, start, stop, wakeReceivers } from './transfers.testKit';
import { isWanted, seatsOf, write, type Partial, type Peer, type Seat, type World } from './world.testKit';

function newSeat(owner: Peer, other: Peer): Omit<Seat, 'twin'> {
  return {
    owner, other, open: true, serving: 'no', unchokes: 0, servedSeconds: -1, flow: null,
    sentBits: 0, receivedBits: 0, sentLooks: [], receivedLooks: [], sentBitrate: 0, receivedBitrate: 0,
  };
}

function sit(seat: Seat): void {
  const { places } = seat.owner;
  const free = places.indexOf(null);
  if (free < 0) places.push(seat);
  else places[free] = seat;
}

export function connect(world: World, dialler: Peer, other: Peer): void {
  write(world, EventKind.connected, dialler, other, -1, 0);
  const theirs = newSeat(other, dialler);
  const mine: Seat = Object.assign(newSeat(dialler, other), { twin: theirs as Seat });
  const twin: Seat = Object.assign(theirs, { twin: mine });
  sit(mine);
  sit(twin);
  fillSlots(world, dialler);
  fillSlots(world, other);
}

/** All connections of a peer that leaves come down: its transfers first, then one neighbour after the other. */
export function disconnect(world: World, peer: Peer, reason: LeaveReason, lost: (neighbour: Peer) => void): void {
  const seats = seatsOf(peer);
  for (const seat of seats) {
    stop(world, seat);
    stop(world, seat.twin);
  }
  write(world, EventKind.left, peer, null, -1, reason);
  for (const { other, twin } of seats) {
    other.places[other.places.indexOf(twin)] = null;
    peer.places[peer.places.indexOf(twin.twin)] = null;
    twin.open = false;
    twin.twin.open = false;
    lost(other);
    fillSlots(world, other);
  }
  peer.places = [];
}

/** A piece is whole: who has nothing to give to the peer any more chokes it, who helped goes on, and slots that fell free are filled. */
export function pieceArrived(world: World, peer: Peer, partial: Partial): void {
  const useful = seatsOf(peer).filter(({ twin }) => isWanted(twin));
  const helpers = complete(world, peer, partial);
  const useless = useful.map(({ twin }) => twin).filter((seat) => !isWanted(seat));
  for (const seat of useless) if (seat.serving !== 'no') choke(world, seat, ChokeReason.notInterested);
  for (const seat of helpers) if (seat.serving !== 'no' && isWanted(seat)) start(world, seat);
  for (const { owner } of useless) fillSlots(world, owner);
  fillSlots(world, peer);
  wakeReceivers(world, peer);
}
