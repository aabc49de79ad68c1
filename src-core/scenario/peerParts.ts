import type { Arrival, PeerGroup } from './fields';

/** Peers by number, both ends included. */
export interface PeerRange {
  readonly first: number;
  readonly last: number;
}

/** Time at which the k-th of `count` peers of an even arrival joins, as the simulator has it. */
function evenSeconds({ fromSeconds, untilSeconds }: { readonly fromSeconds: number; readonly untilSeconds: number }, k: number, count: number): number {
  if (k === 0 || count < 2) return fromSeconds;
  return k === count - 1 ? untilSeconds : fromSeconds + ((untilSeconds - fromSeconds) * k) / (count - 1);
}

function partOfArrival(arrival: Arrival, first: number, count: number, of: number): Arrival {
  switch (arrival.kind) {
    case 'together':
      return arrival;
    case 'evenly':
      return { ...arrival, fromSeconds: evenSeconds(arrival, first, of), untilSeconds: evenSeconds(arrival, first + count - 1, of) };
    case 'poisson':
      // Part of a Poisson process, drawn by lot, is one of that part of the rate.
      return { ...arrival, perSecond: (arrival.perSecond * count) / of };
  }
}

/**
 * Some peers of a group as a group of their own: those who come evenly keep their times, of random arrivals they get their share.
 * @param first place within the group, from 0
 */
export function partOfGroup(group: PeerGroup, first: number, count: number): PeerGroup {
  if (first === 0 && count === group.count) return group;
  return { ...group, count, arrival: partOfArrival(group.arrival, first, count, group.count) };
}
