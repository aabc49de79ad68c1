import { EventKind } from '../../trace/index';
import { maxMinRates } from '../witness/maxMin';
import { nextPartial } from './picker.testKit';
import { isWanted, pieceBitsOf, seatsOf, write, type Flow, type Partial, type Peer, type Seat, type World } from './world.testKit';

/** Everything that is being sent. */
export function flowsOf(world: World): Flow[] {
  return world.peers.flatMap((peer) => seatsOf(peer).flatMap(({ flow }) => (flow ? [flow] : [])));
}

function attach(seat: Seat, partial: Partial): void {
  seat.flow = { seat, partial, bits: 0, bitrate: 0 };
  partial.flows.unshift(seat.flow);
}

/** Lets the owner of a seat send to the other, if there is something and it does not already. */
export function start(world: World, seat: Seat): void {
  if (seat.flow || seat.other.downloadBitrate === 0) return;
  const partial = nextPartial(world, seat);
  if (!partial) return;
  attach(seat, partial);
  write(world, EventKind.transferStarted, seat.other, seat.owner, partial.piece, pieceBitsOf(world, partial.piece) - partial.missingBits);
}

/** Takes a flow off its piece; what it brought is kept. */
function detach(world: World, { seat, partial, bits }: Flow): void {
  partial.flows.splice(partial.flows.findIndex((flow) => flow.seat === seat), 1);
  if (bits > 0) partial.shares.unshift({ sender: seat.owner, bits });
  seat.flow = null;
  write(world, EventKind.transferStopped, seat.other, seat.owner, partial.piece, bits);
}

export function stop(world: World, seat: Seat): void {
  const { flow } = seat;
  if (!flow) return;
  detach(world, flow);
  if (flow.partial.flows.length === 0 && !world.protocol.endGame) for (const { twin } of seatsOf(seat.other)) wake(world, twin);
}

/** Where pieces are not shared, a sender may stand idle until there is a piece for it. */
export function wake(world: World, seat: Seat): void {
  if (seat.owner.online && seat.other.online && seat.serving !== 'no' && isWanted(seat)) start(world, seat);
}

export function wakeReceivers(world: World, peer: Peer): void {
  if (!world.protocol.endGame) for (const seat of seatsOf(peer)) wake(world, seat);
}

/** Whole bits to each sender: the running sum is rounded, the last sender gets the rest. */
function book(world: World, { piece, shares }: Partial, last: Peer): void {
  const wholeBits = pieceBitsOf(world, piece);
  let exact = 0;
  let given = 0;
  for (const { sender, bits } of shares) {
    exact += bits;
    const upTo = Math.min(wholeBits, Math.round(exact));
    sender.uploadedBits += upTo - given;
    given = upTo;
  }
  last.uploadedBits += wholeBits - given;
}

/** A piece is whole: returns the seats whose senders helped with it and stand idle now. The newest sender goes on with its next piece. */
export function complete(world: World, peer: Peer, partial: Partial): Seat[] {
  const [last, ...helpers] = partial.flows;
  if (!last) throw new Error('a piece became whole that nobody sends');
  for (const helper of helpers) detach(world, helper);
  book(world, partial, last.seat.owner);
  last.seat.flow = null;
  peer.partials.splice(peer.partials.indexOf(partial), 1);
  peer.held.add(partial.piece);
  world.completedPieces++;
  const next = last.seat.serving !== 'no' && isWanted(last.seat) ? nextPartial(world, last.seat) : undefined;
  write(world, EventKind.pieceCompleted, peer, last.seat.owner, partial.piece, next?.piece ?? -1);
  if (next) attach(last.seat, next);
  return helpers.map(({ seat }) => seat);
}

/** All rates from scratch, and when each piece will be whole at these rates. */
export function share(world: World): void {
  const flows = flowsOf(world);
  const links = flows.map(({ seat }) => ({ from: seat.owner.number, to: seat.other.number }));
  const rates = maxMinRates(links, world.peers.map(({ uploadBitrate }) => uploadBitrate), world.peers.map(({ downloadBitrate }) => downloadBitrate));
  flows.forEach((flow, k) => (flow.bitrate = rates[k]!));
  for (const partial of world.peers.flatMap(({ partials }) => partials)) {
    const bitrate = partial.flows.reduce((sum, flow) => sum + flow.bitrate, 0);
    partial.dueSeconds = bitrate > 0 ? world.now + Math.max(0, partial.missingBits) / bitrate : Infinity;
  }
}

/** Lets bits flow until then. */
export function flowUntil(world: World, seconds: number): void {
  for (const flow of flowsOf(world)) {
    const bits = flow.bitrate * (seconds - world.now);
    flow.bits += bits;
    flow.partial.missingBits -= bits;
    flow.seat.sentBits += bits;
    flow.seat.twin.receivedBits += bits;
  }
  world.now = seconds;
}
