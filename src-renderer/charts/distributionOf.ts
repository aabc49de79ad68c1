import { peerCount, type Scenario } from '@core/scenario/index';
import { boundCurve } from '@core/theory/index';
import { type BoundPoints, distributionChart, type RunPoint } from './distribution';
import type { ChartSpec } from './spec';
import type { ChartWords } from './words';

const CURVE_POINTS = 120;
/** The curve goes on beyond what is looked at, so that one sees where it leads. */
const BEYOND = 1.2;
const SMALLEST_END = 20;
const LEADING = [1, 2, 5];

/** Where the axis of N ends: a round number beyond `peers`, so that it keeps still while N is dragged. */
export function curveEnd(peers: number): number {
  const wanted = Math.max(SMALLEST_END, peers * BEYOND);
  const decade = 10 ** Math.floor(Math.log10(wanted));
  return (LEADING.find((digit) => digit * decade >= wanted) ?? 10) * decade;
}

/** Numbers of peers from 1 to `most`, whole, ascending; evenly spread, or by equal factors for a log axis. */
export function curveCounts(most: number, scale: 'linear' | 'log'): readonly number[] {
  const at = (step: number) => {
    const share = step / (CURVE_POINTS - 1);
    return Math.round(scale === 'log' ? most ** share : 1 + share * (most - 1));
  };
  return [...new Set(Array.from({ length: CURVE_POINTS }, (_, step) => at(step)))];
}

/**
 * Time against N for a scenario whose groups grow in proportion, with the runs that belong to it and a mark at its own N.
 * @param of whose bounds are drawn
 */
export function distributionOf(
  scenario: Scenario, runs: readonly RunPoint[], scale: 'linear' | 'log', words: ChartWords,
  of: readonly BoundPoints['architecture'][] = ['client-server', 'peer-to-peer'],
): ChartSpec {
  const present = peerCount(scenario);
  const looked = runs.reduce((most, run) => Math.max(most, run.peers), present);
  const counts = curveCounts(curveEnd(looked), scale);
  const curve = boundCurve(scenario, counts);
  const bounds = of.map((architecture): BoundPoints => ({
    architecture,
    peers: counts,
    seconds: curve.map((row) => (architecture === 'client-server' ? row.clientServer : row.peerToPeer).seconds),
  }));
  return distributionChart({ bounds, runs, currentPeers: present === 0 ? null : present, scale }, words);
}
