import { peerCount, timeUnit } from './axisUnit';
import { boundMarkers } from './boundMarkers';
import type { ChartSpec } from './spec';
import { type ChartRun, lastSeconds, seriesOverTime, type TimeSeries } from './timeSeries';
import type { ChartWords } from './words';

export interface CompletionRun extends ChartRun {
  /** Peers that hold every piece; a step at each completion. */
  readonly completed: TimeSeries;
}

/** How many peers have the whole file at each time. */
export function completionChart(runs: readonly CompletionRun[], peers: number, words: ChartWords): ChartSpec {
  const last = lastSeconds(runs.map((run) => run.completed), runs.map((run) => run.boundSeconds));
  return {
    id: 'completion',
    title: words.say('chart.completion.title'),
    caption: words.say('chart.completion.caption'),
    x: { title: words.say('chart.axis.time'), unit: timeUnit(last), scale: 'linear', column: 'time_seconds', min: 0 },
    y: { title: words.say('chart.axis.peersDone'), unit: peerCount, scale: 'linear', column: 'peers_completed', min: 0, max: Math.max(1, peers) },
    series: runs.map((run) =>
      seriesOverTime(
        { id: run.architecture, name: words.say(`chart.architecture.${run.architecture}`), role: run.architecture, form: 'steps' },
        run.completed,
      )),
    markers: boundMarkers(runs, words),
  };
}
