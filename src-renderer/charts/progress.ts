import { percent, timeUnit } from './axisUnit';
import { boundMarkers } from './boundMarkers';
import { branchMarkers } from './branchMarkers';
import type { ChartSeries, ChartSpec } from './spec';
import { type ChartRun, lastSeconds, runLook, seriesOverTime, type TimeSeries } from './timeSeries';
import type { ChartWords } from './words';

export interface ProgressRun extends ChartRun {
  /** Mean share of the pieces over all peers, 0..1. */
  readonly mean: TimeSeries;
}

/** The peer that is selected, drawn thin beside the runs. */
export interface ProgressPeer {
  readonly name: string;
  readonly fraction: TimeSeries;
}

/** How much of the content the peers hold over time; each bound is a finish line that nobody can cross earlier. */
export function progressChart(runs: readonly ProgressRun[], words: ChartWords, peer: ProgressPeer | null = null): ChartSpec {
  const peers: ChartSeries[] = peer ? [seriesOverTime({ id: 'peer', name: peer.name, role: 'peer' }, peer.fraction)] : [];
  const last = lastSeconds(runs.map((run) => run.mean), runs.map((run) => run.boundSeconds));
  return {
    id: 'progress',
    title: words.say('chart.progress.title'),
    caption: words.say('chart.progress.caption'),
    x: { title: words.say('chart.axis.time'), unit: timeUnit(last), scale: 'linear', column: 'time_seconds', min: 0 },
    y: { title: words.say('chart.axis.piecesHeld'), unit: percent, scale: 'linear', column: 'held_fraction', min: 0, max: 1 },
    series: [
      ...runs.map((run) => seriesOverTime(runLook(run, words), run.mean)),
      ...peers,
    ],
    markers: [...boundMarkers(runs, words), ...branchMarkers(runs, words)],
  };
}
