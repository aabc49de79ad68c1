import { peerCount, type Scenario } from '@core/scenario/index';
import { boundCurve } from '@core/theory/index';

/** Paths of a small drawing, in its own pixels. */
export interface Thumbnail {
  readonly axis: string;
  /** Where the scenario stands: its own number of peers. */
  readonly now: string;
  readonly clientServer: string;
  readonly peerToPeer: string;
}

const POINTS = 24;
const MARGIN = 4;

/** Both bounds over the number of peers, from one to twice as many as the scenario has, without any text. */
export function thumbnailOf(scenario: Scenario, width: number, height: number): Thumbnail {
  const own = Math.max(1, peerCount(scenario));
  const most = Math.max(2, 2 * own);
  const counts = Array.from({ length: POINTS }, (_, at) => 1 + ((most - 1) * at) / (POINTS - 1));
  const curve = boundCurve(scenario, counts);
  const highest = Math.max(...curve.map(({ clientServer }) => clientServer.seconds ?? 0)) || 1;
  const x = (count: number) => ((count - 1) / (most - 1)) * width;
  const y = (seconds: number) => height - MARGIN - (seconds / highest) * (height - 2 * MARGIN);
  const path = (seconds: readonly (number | null)[]) => {
    const points = seconds.flatMap((value, at) => (value === null ? [] : [`${x(counts[at] ?? 0).toFixed(1)} ${y(value).toFixed(1)}`]));
    return points.length === 0 ? '' : `M${points.join('L')}`;
  };
  return {
    axis: `M0 ${height - 1}H${width}`,
    now: `M${x(own).toFixed(1)} 0V${height}`,
    clientServer: path(curve.map((at) => at.clientServer.seconds)),
    peerToPeer: path(curve.map((at) => at.peerToPeer.seconds)),
  };
}
