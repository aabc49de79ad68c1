import { drawExponential, type DrawStreams } from '../base/index';
import type { Scenario } from '../scenario/index';
import { Purpose } from './purposes';

/**
 * When each peer comes for the first time, in seconds from the start, by peer; the server (0) is there from the start.
 * @param streams the gaps of Poisson arrivals are drawn, each from its peer's own stream
 */
export function arrivalSeconds({ peerGroups }: Scenario, streams: DrawStreams): number[] {
  const arrivals = [0];
  for (const { arrival, count } of peerGroups) {
    let seconds = arrival.kind === 'together' ? arrival.atSeconds : arrival.fromSeconds;
    for (let k = 0; k < count; k++) {
      if (arrival.kind === 'poisson') seconds += drawExponential(streams.of(Purpose.arrival, arrivals.length), 1 / arrival.perSecond);
      if (arrival.kind === 'evenly' && k > 0)
        seconds = arrival.fromSeconds + ((arrival.untilSeconds - arrival.fromSeconds) * k) / (count - 1);
      arrivals.push(seconds);
    }
  }
  return arrivals;
}
