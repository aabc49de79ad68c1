import { touchesSetting, type PeerGroup, type Scenario } from '../scenario/index';
import { occupiedGroups } from './setting';

/** Which part of the textbook's setting does not hold. */
export type BoundNote = 'lateArrivals' | 'interruptions' | 'serverLeaves' | 'timedChanges';
export type BoundApplies = { readonly holds: true } | { readonly holds: false; readonly note: BoundNote };

/**
 * Whether the bounds speak about runs of a scenario: all peers together at time 0, none leaving before it has everything,
 * the server staying, rates and strategies as they are (other rules of trading may change). Leaving on completion is allowed: it can only make a run longer.
 */
export function boundApplies(scenario: Scenario): BoundApplies {
  const groups = occupiedGroups(scenario);
  if (!groups.every(isThereFromTheStart)) return { holds: false, note: 'lateArrivals' };
  if (groups.some(({ interruption }) => interruption.kind !== 'none')) return { holds: false, note: 'interruptions' };
  if (scenario.server.leaveAfterCopies !== null) return { holds: false, note: 'serverLeaves' };
  if (scenario.changes.some(touchesSetting)) return { holds: false, note: 'timedChanges' };
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
