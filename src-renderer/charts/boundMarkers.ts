import type { ChartMarker } from './spec';
import type { ChartRun } from './timeSeries';
import type { ChartWords } from './words';

/** A finish line for each run whose bound can be stated. */
export function boundMarkers(runs: readonly ChartRun[], words: ChartWords): ChartMarker[] {
  return runs.flatMap(({ architecture, boundSeconds }) =>
    boundSeconds === null
      ? []
      : [{ id: `bound-${architecture}`, x: boundSeconds, label: words.say(`chart.bound.${architecture}`), kind: 'bound', of: architecture } as const]);
}
