import { ChokeReason, EventKind, UnchokeReason } from '../../trace/index';
import { start, stop } from './transfers.testKit';
import { aRoundTripLater, drawOf, isComplete, isWanted, seatsOf, write, type Peer, type Seat, type World } from './world.testKit';

const isRoundRobin = (world: World, peer: Peer) => peer.number === 0 && world.scenario.server.seedChoking === 'round-robin';

/** What a neighbour is ranked by. */
function scoreOf(world: World, { owner, receivedBitrate, sentBitrate, servedSeconds }: Seat): number {
  if (!isComplete(world, owner)) return receivedBitrate;
  return isRoundRobin(world, owner) ? -servedSeconds : sentBitrate;
}

function unchoke(world: World, seat: Seat, reason: UnchokeReason): void {
  seat.serving = reason === UnchokeReason.optimistic ? 'drawn' : 'earned';
  const unchokes = ++seat.unchokes;
  write(world, EventKind.unchoked, seat.owner, seat.other, -1, reason);
  aRoundTripLater(world, () => {
    if (seat.open && seat.serving !== 'no' && seat.unchokes === unchokes && isWanted(seat)) start(world, seat);
  });
}

export function choke(world: World, seat: Seat, reason: ChokeReason): void {
  seat.serving = 'no';
  seat.servedSeconds = world.now;
  write(world, EventKind.choked, seat.owner, seat.other, -1, reason);
  stop(world, seat);
}

const servedOf = (peer: Peer, serving: Seat['serving']) => seatsOf(peer).filter((seat) => seat.serving === serving);
const waitingOf = (peer: Peer) => seatsOf(peer).filter((seat) => seat.serving === 'no' && isWanted(seat));

/** Gives free slots to neighbours that wait: first those of rank, then those by draw. */
export function fillSlots(world: World, peer: Peer): void {
  while (servedOf(peer, 'earned').length < peer.slots.regular && waitingOf(peer).length > 0) {
    const waiting = waitingOf(peer);
    const highest = Math.max(...waiting.map((seat) => scoreOf(world, seat)));
    const best = waiting.filter((seat) => scoreOf(world, seat) === highest);
    unchoke(world, best.length === 1 ? best[0]! : best[drawOf(world, 'choke', peer).below(best.length)]!, UnchokeReason.slotFree);
  }
  while (servedOf(peer, 'drawn').length < peer.slots.drawn && waitingOf(peer).length > 0) {
    const waiting = waitingOf(peer);
    unchoke(world, waiting[drawOf(world, 'optimistic', peer).below(waiting.length)]!, UnchokeReason.optimistic);
  }
}

/** Average over the last whole rounds of the window, to the seven digits that count. */
function averageBitrate(world: World, looks: number[], totalBits: number): number {
  const { rateWindowSeconds, rechokeSeconds } = world.protocol;
  const rounds = Math.max(1, Math.round(rateWindowSeconds / rechokeSeconds));
  const before = looks[looks.length - rounds] ?? 0;
  looks.push(totalBits);
  return Math.fround((totalBits - before) / (rounds * rechokeSeconds));
}

/** The interested neighbours, best first: by score, then those served now. Of equals on both sides of the last slot, those that a draw names are in front. */
function ranking(world: World, peer: Peer): Seat[] {
  const isServed = (seat: Seat) => Number(seat.serving !== 'no');
  const order = seatsOf(peer).filter(isWanted).sort((a, b) => scoreOf(world, b) - scoreOf(world, a) || isServed(b) - isServed(a));
  const { regular } = peer.slots;
  const last = order[regular - 1];
  const outside = order[regular];
  const areEqual = (a: Seat, b: Seat) => scoreOf(world, a) === scoreOf(world, b) && isServed(a) === isServed(b);
  if (!last || !outside || !areEqual(last, outside)) return order;
  const equals = order.filter((seat) => areEqual(seat, last));
  const first = order.indexOf(equals[0]!);
  for (let k = 0; first + k < regular; k++) {
    const at = k + drawOf(world, 'choke', peer).below(equals.length - k);
    [equals[k], equals[at]] = [equals[at]!, equals[k]!];
  }
  return [...order.slice(0, first), ...equals, ...order.slice(first + equals.length)];
}

function round(world: World, peer: Peer): void {
  for (const seat of seatsOf(peer)) {
    seat.receivedBitrate = averageBitrate(world, seat.receivedLooks, seat.receivedBits);
    seat.sentBitrate = averageBitrate(world, seat.sentLooks, seat.sentBits);
    if (isRoundRobin(world, peer) && seat.serving !== 'no') seat.servedSeconds = world.now;
  }
  decide(world, peer);
}

/** Serves those who rank highest by the rates last measured. */
function decide(world: World, peer: Peer): void {
  const ranked = ranking(world, peer);
  const best = ranked.slice(0, peer.slots.regular);
  if (best.every(({ serving }) => serving === 'earned') && servedOf(peer, 'earned').every((seat) => best.includes(seat))) return;
  write(world, EventKind.chokeRound, peer, null, -1, ranked.length);
  for (const seat of servedOf(peer, 'earned')) if (!best.includes(seat)) choke(world, seat, ChokeReason.outranked);
  for (const seat of best) if (seat.serving !== 'earned') unchoke(world, seat, UnchokeReason.earned);
  fillSlots(world, peer);
}

function drawAnew(world: World, peer: Peer): void {
  const hat = seatsOf(peer).filter((seat) => seat.serving !== 'earned' && isWanted(seat));
  const drawn: Seat[] = [];
  while (drawn.length < peer.slots.drawn && hat.length > 0) {
    const at = drawOf(world, 'optimistic', peer).below(hat.length);
    drawn.push(hat[at]!);
    hat[at] = hat[hat.length - 1]!;
    hat.pop();
  }
  for (const seat of servedOf(peer, 'drawn')) if (!drawn.includes(seat)) choke(world, seat, ChokeReason.optimisticOver);
  for (const seat of drawn) if (seat.serving === 'no') unchoke(world, seat, UnchokeReason.optimistic);
}

const nextRound = (world: World, peer: Peer) => peer.firstTurnSeconds + peer.rounds * world.protocol.rechokeSeconds;
const nextDraw = (world: World, peer: Peer) => peer.firstTurnSeconds + peer.draws * world.protocol.optimisticSeconds;

function planTurn(world: World, peer: Peer): void {
  peer.due.choking = Math.min(nextRound(world, peer), nextDraw(world, peer));
}

/** A peer came online: its rounds begin at a phase of its own. */
export function beginRounds(world: World, peer: Peer): void {
  if (world.clientServer || peer.slots.regular + peer.slots.drawn === 0) return;
  peer.hasRounds = true;
  peer.firstTurnSeconds = world.now + drawOf(world, 'phase', peer).fraction() * world.protocol.rechokeSeconds;
  peer.rounds = 0;
  peer.draws = 0;
  planTurn(world, peer);
}

/** Rounds that begin late measure nothing of what was before. */
function beginLate(world: World, peer: Peer): void {
  const { rateWindowSeconds, rechokeSeconds } = world.protocol;
  const rounds = Math.max(1, Math.round(rateWindowSeconds / rechokeSeconds));
  for (const seat of seatsOf(peer)) {
    for (let k = 0; k < rounds; k++) {
      seat.sentLooks.push(seat.sentBits);
      seat.receivedLooks.push(seat.receivedBits);
    }
  }
  beginRounds(world, peer);
}

/** A timed change gave a peer other slots. */
export function slotsChanged(world: World, peer: Peer): void {
  const { regular, drawn } = peer.slots;
  if (world.clientServer || !peer.online) return;
  if (regular + drawn === 0) {
    for (const seat of seatsOf(peer)) if (seat.serving !== 'no') choke(world, seat, ChokeReason.noSlots);
    return;
  }
  if (!peer.hasRounds) beginLate(world, peer);
  if (servedOf(peer, 'earned').length > regular) decide(world, peer);
  if (servedOf(peer, 'drawn').length > drawn) drawAnew(world, peer);
  fillSlots(world, peer);
}

/** A round, then a draw, where they are due. */
export function turnOfChoking(world: World, peer: Peer): void {
  if (nextRound(world, peer) <= world.now) {
    round(world, peer);
    peer.rounds++;
  }
  if (nextDraw(world, peer) <= world.now) {
    drawAnew(world, peer);
    peer.draws++;
  }
  planTurn(world, peer);
}
