import type { Draw } from '../base/index';

export interface NeighbourRules {
  /** Never more neighbours than that, whoever dialled. */
  readonly maxNeighbours: number;
  /** With fewer, ask the tracker again before the interval is over. */
  readonly minNeighbours: number;
  readonly announceIntervalSeconds: number;
}

export interface NeighbourManager {
  /**
   * Addresses to dial, in random order: as many as there is room for beside those connected and those being dialled.
   * Writes into `out`, returns how many; `offered` is left in another order.
   */
  dial(connected: number, pending: number, offered: Int32Array, offeredCount: number, draw: Draw, out: Int32Array): number;
  accepts(connected: number): boolean;
  /** Earliest time of the next announce: the interval, or at once but a minute apart where neighbours are few. */
  nextAnnounceSeconds(connected: number, lastSeconds: number, nowSeconds: number): number;
}

/** The least time between two announces for want of neighbours. */
export const FEW_NEIGHBOURS_SECONDS = 60;

/** Source: mainline client (dial up to the most, accept up to the most, re-announce below the least); notes M13, M14. */
export function createNeighbourManager(rules: NeighbourRules): NeighbourManager {
  return {
    dial(connected, pending, offered, offeredCount, draw, out) {
      const room = rules.maxNeighbours - connected - pending;
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
