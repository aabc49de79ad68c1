import { sizeUnit, timeUnit } from './axisUnit';
import { branchMarkers } from './branchMarkers';
import type { ChartSeries, ChartSpec } from './spec';
import { type ChartRun, highest, lastSeconds, runLook, seriesOverTime, type TimeSeries } from './timeSeries';
import type { ChartWords } from './words';

export interface VolumeRun extends Omit<ChartRun, 'boundSeconds'> {
  /** Bits sent so far. */
  readonly server: TimeSeries;
  readonly peers: TimeSeries;
}

/** Two lines for each run, of one pattern: the server's thin, that of all its peers together thick. */
export function uploaderLines({ server, peers, ...run }: VolumeRun, words: ChartWords, form: 'line' | 'steps'): ChartSeries[] {
  const look = runLook(run, words);
  const nameOf = (who: 'server' | 'peers') =>
    (run.future ? words.say(`chart.uploader.${who}.future`, { name: run.future.name }) : words.say(`chart.uploader.${who}.${run.architecture}`));
  return [
    seriesOverTime({ ...look, id: `server-${look.id}`, name: nameOf('server'), form, isThin: true }, server),
    seriesOverTime({ ...look, id: `peers-${look.id}`, name: nameOf('peers'), form }, peers),
  ];
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
    series: runs.flatMap((run) => uploaderLines(run, words, 'line')),
    markers: branchMarkers(runs, words),
  };
}
