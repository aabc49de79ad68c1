import type { Arrival, PeerGroup } from './fields';
import { peerIndex } from './peerIndex';
import { partOfGroup, type PeerRange } from './peerParts';
import { newPeerGroup } from './scenario';

/*
 * Peers one by one. A file says them in groups of those that are alike; who looks at peer 17 alone cuts it out of its
 * group, and neighbours that are alike again grow together. Peers are numbered from 1 in the order of their groups.
 */

/** Digits of a rate that survive its division among peers and their sum. */
const RATE_DIGITS = 12;
/** Distances that differ by less than this part of them are one. */
const SAME_STEP = 1e-9;

function joinedArrival(a: PeerGroup, b: PeerGroup): Arrival | null {
  const [one, other] = [a.arrival, b.arrival];
  if (one.kind === 'together' && other.kind === 'together') return one.atSeconds === other.atSeconds ? one : null;
  if (one.kind === 'evenly' && other.kind === 'evenly') {
    const gap = other.fromSeconds - one.untilSeconds;
    const isStep = (seconds: number, steps: number) => steps === 0 || Math.abs(seconds / steps - gap) <= SAME_STEP * Math.max(Math.abs(gap), other.untilSeconds);
    const isEven = gap >= 0 && isStep(one.untilSeconds - one.fromSeconds, a.count - 1) && isStep(other.untilSeconds - other.fromSeconds, b.count - 1);
    return isEven ? { ...one, untilSeconds: other.untilSeconds } : null;
  }
  if (one.kind === 'poisson' && other.kind === 'poisson' && one.fromSeconds === other.fromSeconds) {
    const [rate, otherRate] = [one.perSecond / a.count, other.perSecond / b.count];
    if (Math.abs(rate - otherRate) <= SAME_STEP * rate) return { ...one, perSecond: one.perSecond + other.perSecond };
  }
  return null;
}

/** All that has to be equal in peers that are alike; their arrivals are compared apart. */
const settingsOf = (group: PeerGroup): string => JSON.stringify({ ...group, count: 0, arrival: null });

/** Two groups that follow each other as one, if their peers are alike; else null. */
function joined(a: PeerGroup, b: PeerGroup): PeerGroup | null {
  if (a.count === 0 || b.count === 0 || settingsOf(a) !== settingsOf(b)) return null;
  const arrival = joinedArrival(a, b);
  return arrival && { ...a, count: a.count + b.count, arrival };
}

/** Peers, one a group, in their order. */
export function expandPeers(groups: readonly PeerGroup[]): PeerGroup[] {
  return groups.flatMap((group) => Array.from({ length: group.count }, (_, k) => partOfGroup(group, k, 1)));
}

/** The fewest groups that say the same: neighbours that are alike become one. The inverse of `expandPeers`. */
export function groupPeers(peers: readonly PeerGroup[]): PeerGroup[] {
  return joinTouched(peers.map((group) => ({ group, isTouched: true })));
}

interface Piece {
  readonly group: PeerGroup;
  /** It was cut out or changed: it may have become like its neighbour. */
  readonly isTouched: boolean;
}

/** Groups that nobody touched stay apart, even when they are alike: somebody wanted them so. */
function joinTouched(pieces: readonly Piece[]): PeerGroup[] {
  const done: Piece[] = [];
  for (const piece of pieces) {
    const last = done.at(-1);
    const one = last && (last.isTouched || piece.isTouched) ? joined(last.group, piece.group) : null;
    if (one) done[done.length - 1] = { group: one, isTouched: true };
    else done.push(piece);
  }
  return done.map(({ group, isTouched }) => (isTouched ? withRoundRate(group) : group));
}

/** A rate that was divided and summed again is as round as it was. */
function withRoundRate(group: PeerGroup): PeerGroup {
  const { arrival } = group;
  return arrival.kind === 'poisson' ? { ...group, arrival: { ...arrival, perSecond: Number(arrival.perSecond.toPrecision(RATE_DIGITS)) } } : group;
}

/** Peers `from` up to but not including `to`, as pieces of groups; empty groups within stay. */
function between(groups: readonly PeerGroup[], from: number, to: number): Piece[] {
  let next = 1;
  return groups.flatMap((group) => {
    const first = Math.max(from, next);
    const end = Math.min(to, next + group.count);
    const isInside = group.count === 0 ? next >= from && next < to : first < end;
    const part = isInside ? [{ group: partOfGroup(group, first - next, end - first), isTouched: end - first < group.count }] : [];
    next += group.count;
    return part;
  });
}

/**
 * The groups after the peers of those ranges were changed; everyone else keeps all, the time of arrival included.
 * @param ranges in ascending order, without overlaps
 * @param change gives the settings of peers that are alike; their number stays
 */
export function withPeers(groups: readonly PeerGroup[], ranges: readonly PeerRange[], change: (peers: PeerGroup) => PeerGroup): PeerGroup[] {
  const pieces: Piece[] = [];
  let next = 1;
  for (const { first, last } of ranges) {
    pieces.push(...between(groups, next, first));
    pieces.push(...between(groups, first, last + 1).map(({ group }) => ({ group: change(group), isTouched: true })));
    next = last + 1;
  }
  return joinTouched([...pieces, ...between(groups, next, Infinity)]);
}

/**
 * The groups after peers were written over from number `from` on, one change for each; beyond the last peer new ones
 * come, like the last one before they are changed.
 * @param keepsRest whether the peers after those written stay
 */
export function withPeersWritten(groups: readonly PeerGroup[], from: number, changes: readonly ((peer: PeerGroup) => PeerGroup)[], keepsRest: boolean): PeerGroup[] {
  const old = between(groups, from, from + changes.length).flatMap(({ group }) => expandPeers([group]));
  const filled = groups.filter(({ count }) => count > 0);
  const last = filled.at(-1) ?? groups.at(-1) ?? newPeerGroup();
  const model = old.at(-1) ?? partOfGroup({ ...last, count: Math.max(1, last.count) }, Math.max(1, last.count) - 1, 1);
  const written = changes.map((change, at) => ({ group: change(old[at] ?? model), isTouched: true }));
  const rest = keepsRest ? between(groups, from + changes.length, Infinity) : [];
  return orNobody(joinTouched([...between(groups, 1, from), ...written, ...rest]), groups);
}

/** The groups without the peers of those ranges. Groups that lose everybody go; the last one stays, empty. */
export function withoutPeers(groups: readonly PeerGroup[], ranges: readonly PeerRange[]): PeerGroup[] {
  let next = 1;
  const left = groups.map((group) => {
    const first = next;
    next += group.count;
    const gone = ranges.reduce((sum, range) => sum + Math.max(0, Math.min(range.last, next - 1) - Math.max(range.first, first) + 1), 0);
    return { group, count: group.count - gone };
  });
  return orNobody(left.flatMap(({ group, count }) => (count === 0 && group.count > 0 ? [] : [count === group.count ? group : { ...group, count }])), groups);
}

/** A scenario needs a group, if an empty one. */
function orNobody(left: PeerGroup[], groups: readonly PeerGroup[]): PeerGroup[] {
  return left.length > 0 ? left : [{ ...(groups[0] ?? newPeerGroup()), count: 0 }];
}

/** The groups with one more peer like that one, right after it; with nobody there, the last group gets its first. */
export function withCopyOfPeer(groups: readonly PeerGroup[], peer: number): PeerGroup[] {
  const index = peerIndex(groups);
  const at = index.count === 0 ? groups.length - 1 : index.groupOf(Math.min(peer, index.count));
  return groups.map((group, place) => (place === at ? { ...group, count: group.count + 1 } : group));
}
