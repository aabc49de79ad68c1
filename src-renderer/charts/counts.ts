import { copyCount, messageCount, peerCount, timeUnit, type AxisUnit } from './axisUnit';
import { branchMarkers } from './branchMarkers';
import type { ChartSpec } from './spec';
import { type ChartRun, lastSeconds, runLook, seriesOverTime, type TimeSeries } from './timeSeries';
import type { ChartWords } from './words';

/** One count over time in one run. */
export interface CountRun extends Omit<ChartRun, 'boundSeconds'> {
  readonly count: TimeSeries;
}

/** What is counted: its words, its unit and its column of the CSV. */
const counts = {
  rarest: { id: 'rarest-copies', unit: copyCount, column: 'rarest_copies' },
  neighbours: { id: 'neighbours', unit: peerCount, column: 'mean_neighbours' },
  tracker: { id: 'tracker-announces', unit: messageCount, column: 'announces' },
} as const satisfies Record<string, { readonly id: string; readonly unit: AxisUnit; readonly column: string }>;

export type CountName = keyof typeof counts;

/** A count over time, a line of steps for each run. */
export function countChart(name: CountName, runs: readonly CountRun[], words: ChartWords): ChartSpec {
  const { id, unit, column } = counts[name];
  return {
    id,
    title: words.say(`views.chart.${name}.title`),
    caption: words.say(`views.chart.${name}.caption`),
    x: { title: words.say('chart.axis.time'), unit: timeUnit(lastSeconds(runs.map(({ count }) => count))), scale: 'linear', column: 'time_seconds', min: 0 },
    y: { title: words.say(`views.chart.${name}.axis`), unit, scale: 'linear', column, min: 0 },
    series: runs.map((run) => seriesOverTime({ ...runLook(run, words), form: 'steps' }, run.count)),
    markers: branchMarkers(runs, words),
  };
}
