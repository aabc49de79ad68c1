import type { SwarmView } from '@core/replay/index';
import type { NetworkGeometry } from './networkGeometry';
import { conditionOf } from './paintPeers';

/** Steps of a ring for each pixel of its way round: finer is not seen. */
const STEPS_PER_PX = 2;
/** A mark may reach so far beyond its circle, by smoothing. */
const REACH_PX = 1;
const CONDITIONS = ['absent', 'away', 'complete', 'busy'] as const;

/** How the mark of a peer looks, as a number: equal ones look alike. */
export function markCode(state: SwarmView, peer: number, pieceCount: number, radiusPx: number): number {
  const steps = Math.ceil(2 * Math.PI * radiusPx * STEPS_PER_PX);
  const condition = conditionOf(state, peer, pieceCount);
  const isWhole = condition === 'absent' || condition === 'complete';
  // Upwards: the first piece shows at once.
  const share = isWhole ? 0 : Math.ceil((steps * state.heldCount[peer]!) / Math.max(1, pieceCount));
  return CONDITIONS.indexOf(condition) + CONDITIONS.length * share;
}

/** Half the side of the square around a peer in which all of its mark lies. */
export const markHalfPx = ({ peerRadiusPx }: NetworkGeometry): number => peerRadiusPx + REACH_PX;

/** Whether each mark has a square of its own, so that one can be wiped without another. The server is no such mark. */
export function marksAreApart(geometry: NetworkGeometry): boolean {
  const { kind, x, y, peerRadiusPx } = geometry;
  // Cells of clusters are squares of two and a half radii.
  if (kind === 'clusters') return peerRadiusPx * 0.5 >= 2 * REACH_PX;
  const side = 2 * markHalfPx(geometry);
  for (let one = 1; one < x.length; one++)
    for (let other = one + 1; other < x.length; other++)
      if (Math.abs(x[one]! - x[other]!) < side && Math.abs(y[one]! - y[other]!) < side) return false;
  return true;
}
