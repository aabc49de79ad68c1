import type { Architecture } from '@core/trace/index';
import { sizeUnit, timeUnit } from './axisUnit';
import type { ChartSpec } from './spec';
import { highest, lastSeconds, seriesOverTime, type TimeSeries } from './timeSeries';
import type { ChartWords } from './words';

export interface VolumeRun {
  readonly architecture: Architecture;
  /** Bits sent so far. */
  readonly server: TimeSeries;
  readonly peers: TimeSeries;
}

/** Who has uploaded how much: the load of the server beside that of all peers together. */
export function volumeChart(runs: readonly VolumeRun[], words: ChartWords): ChartSpec {
  const all = runs.flatMap((run) => [run.server, run.peers]);
  return {
    id: 'uploaded-volume',
    title: words.say('chart.volume.title'),
    caption: words.say('chart.volume.caption'),
    x: { title: words.say('chart.axis.time'), unit: timeUnit(lastSeconds(all)), scale: 'linear', column: 'time_seconds', min: 0 },
    y: { title: words.say('chart.axis.uploaded'), unit: sizeUnit(highest(all)), scale: 'linear', column: 'uploaded_bits', min: 0 },
    series: runs.flatMap(({ architecture, server, peers }) => [
      seriesOverTime({ id: `server-${architecture}`, name: words.say(`chart.uploader.server.${architecture}`), role: architecture, pattern: 'dotted' }, server),
      seriesOverTime({ id: `peers-${architecture}`, name: words.say(`chart.uploader.peers.${architecture}`), role: architecture }, peers),
    ]),
    markers: [],
  };
}
