import type { Draw } from '../base/index';

export interface NeighbourRules {
  /** Never more neighbours than that, whoever dialled. */
  readonly maxNeighbours: number;
  /** With fewer, ask the tracker again before the interval is over. */
  readonly minNeighbours: number;
  readonly announceIntervalSeconds: number;
}

export interface NeighbourManager {
  /** It dials until it has so many neighbours. */
  readonly dialsUpTo: number;
  /**
   * Addresses to dial, in random order, until 35 of 55 places are taken: the others are for those who dial us, or the
   * first to come would fill each other up and leave no place for a newcomer. Writes into `out`, returns how many; those not
   * chosen are left at the front of `offered`.
   */
  dial(connected: number, pending: number, offered: Int32Array, offeredCount: number, draw: Draw, out: Int32Array): number;
  accepts(connected: number): boolean;
  /** Earliest time of the next announce: the interval, or at once but a minute apart where neighbours are few. */
  nextAnnounceSeconds(connected: number, lastSeconds: number, nowSeconds: number): number;
}

/** The least time between two announces for want of neighbours. */
export const FEW_NEIGHBOURS_SECONDS = 60;

/** The part of its places that a peer fills by dialling. */
const DIALLED_FRACTION = 35 / 55;

/** Source: mainline client 3.x (dial up to 35, accept up to 55, re-announce below 20); notes M13, M14. */
export function createNeighbourManager(rules: NeighbourRules): NeighbourManager {
  const dialsUpTo = Math.ceil(rules.maxNeighbours * DIALLED_FRACTION);
  return {
    dialsUpTo,
    dial(connected, pending, offered, offeredCount, draw, out) {
      const room = dialsUpTo - connected - pending;
      let chosen = 0;
      for (let left = offeredCount; left > 0 && chosen < room; left--) {
        const at = draw.below(left);
        out[chosen++] = offered[at]!;
        offered[at] = offered[left - 1]!;
      }
      return chosen;
    },
    accepts: (connected) => connected < rules.maxNeighbours,
    nextAnnounceSeconds(connected, lastSeconds, nowSeconds) {
      const regular = lastSeconds + rules.announceIntervalSeconds;
      if (connected >= rules.minNeighbours) return regular;
      return Math.min(regular, Math.max(nowSeconds, lastSeconds + FEW_NEIGHBOURS_SECONDS));
    },
  };
}
