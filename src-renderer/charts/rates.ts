import { bitrateUnit, timeUnit } from './axisUnit';
import { branchMarkers } from './branchMarkers';
import type { ChartSpec } from './spec';
import { highest, lastSeconds } from './timeSeries';
import { uploaderLines, type VolumeRun } from './volume';
import type { ChartWords } from './words';

/**
 * How fast the server uploads at each time, and how fast all peers together.
 * @param runs with bit/s where the volume has bits
 */
export function ratesChart(runs: readonly VolumeRun[], words: ChartWords): ChartSpec {
  const all = runs.flatMap((run) => [run.server, run.peers]);
  return {
    id: 'upload-rates',
    title: words.say('views.chart.rates.title'),
    caption: words.say('views.chart.rates.caption'),
    x: { title: words.say('chart.axis.time'), unit: timeUnit(lastSeconds(all)), scale: 'linear', column: 'time_seconds', min: 0 },
    y: { title: words.say('views.chart.rates.axis'), unit: bitrateUnit(highest(all)), scale: 'linear', column: 'upload_bitrate', min: 0 },
    series: runs.flatMap((run) => uploaderLines(run, words, 'steps')),
    markers: branchMarkers(runs, words),
  };
}
