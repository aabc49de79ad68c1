import type { PeerGroup, Scenario } from '../scenario/index';
import { occupiedGroups } from './setting';

/** Which part of the textbook's setting does not hold. */
export type BoundNote = 'lateArrivals' | 'interruptions' | 'serverLeaves';
export type BoundApplies = { readonly holds: true } | { readonly holds: false; readonly note: BoundNote };

/**
 * Whether the bounds speak about runs of a scenario: all peers together at time 0, none leaving before it has everything,
 * the server staying. Leaving on completion is allowed: it can only make a run longer.
 */
export function boundApplies(scenario: Scenario): BoundApplies {
  const groups = occupiedGroups(scenario);
  if (!groups.every(isThereFromTheStart)) return { holds: false, note: 'lateArrivals' };
  if (groups.some(({ interruption }) => interruption.kind !== 'none')) return { holds: false, note: 'interruptions' };
  if (scenario.server.leaveAfterCopies !== null) return { holds: false, note: 'serverLeaves' };
  return { holds: true };
}

function isThereFromTheStart({ arrival }: PeerGroup): boolean {
  switch (arrival.kind) {
    case 'together':
      return arrival.atSeconds === 0;
    case 'evenly':
      return arrival.untilSeconds === 0;
    case 'poisson':
      return false;
  }
}
