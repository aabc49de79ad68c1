import type { PeerResult } from '@core/replay/index';
import { peerCount, timeUnit } from './axisUnit';
import { boundMarkers } from './boundMarkers';
import { branchMarkers } from './branchMarkers';
import type { ChartSpec } from './spec';
import { type ChartRun, lastSeconds, runLook, seriesOverTime, type TimeSeries } from './timeSeries';
import type { ChartWords } from './words';

export interface CompletionRun extends ChartRun {
  /** Peers that hold every piece; a step at each completion. */
  readonly completed: TimeSeries;
}

/** The same of a run of which only the result is left. */
export function completedOf(perPeer: readonly Pick<PeerResult, 'completedSeconds' | 'isOutside'>[]): TimeSeries {
  const times = perPeer.flatMap(({ completedSeconds, isOutside }) => (isOutside ? [] : completedSeconds ?? [])).sort((a, b) => a - b);
  return { timeSeconds: Float64Array.from([0, ...times]), values: Float64Array.from({ length: times.length + 1 }, (_, done) => done) };
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
    series: runs.map((run) => seriesOverTime({ ...runLook(run, words), form: 'steps' }, run.completed)),
    markers: [...boundMarkers(runs, words), ...branchMarkers(runs, words)],
  };
}
