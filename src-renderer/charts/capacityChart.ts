import type { CapacityBins, IdleReason, RunCapacity } from '@core/replay/index';
import type { Architecture } from '@core/trace/index';
import { bitrateUnit, timeUnit } from './axisUnit';
import { boundMarkers } from './boundMarkers';
import type { ChartSeries, ChartSpec, SeriesFill } from './spec';
import type { ChartWords } from './words';

export interface CapacityChartRun {
  readonly architecture: Architecture;
  readonly boundSeconds: number | null;
  readonly capacity: RunCapacity;
}

/** From the bottom up, on what is used: those that begin a run first. */
const reasons = ['nothingToGive', 'nobodyInterested', 'noSlot', 'receiversFull', 'endPhase'] as const satisfies readonly IdleReason[];
const fills: Readonly<Record<IdleReason, SeriesFill>> = { nothingToGive: 'dots', nobodyInterested: 'level', noSlot: 'rising', receiversFull: 'crossed', endPhase: 'pale' };
/** An idle share that is written as 0.0 %. */
const LEAST_SHARE = 0.0005;

/** Mean bit rate in each bin, from its beginning; the last one ends when the run does. */
function rates(bits: readonly number[], { widthSeconds, untilSeconds }: CapacityBins): Pick<ChartSeries, 'x' | 'y'> {
  const beginOf = (bin: number) => Math.min(bin * widthSeconds, untilSeconds);
  const bitrates = bits.map((sent, bin) => sent / (beginOf(bin + 1) - beginOf(bin)));
  return { x: Float64Array.from({ length: bits.length + 1 }, (_, bin) => beginOf(bin)), y: Float64Array.from([...bitrates, bitrates.at(-1) ?? 0]) };
}

/**
 * Where the upload capacity of a run went, second by second: what was used, and on top of it what was idle, by reason.
 * @param run null: there is none yet that has finished
 */
export function capacityChart(run: CapacityChartRun | null, words: ChartWords): ChartSpec {
  const bins = run?.capacity.bins;
  const series = run && bins && bins.usedBits.length > 0 ? layers(run, bins, words) : [];
  const highest = series[0] ? series[0].x.reduce((most, _, at) => Math.max(most, series.reduce((sum, { y }) => sum + y[at]!, 0)), 0) : 0;
  const lastSeconds = Math.max(bins?.untilSeconds ?? 0, run?.boundSeconds ?? 0);
  return {
    id: 'upload-capacity',
    title: run ? words.say('chart.capacity.title', { architecture: words.say(`chart.architecture.${run.architecture}`) }) : words.say('chart.capacity.titleNone'),
    caption: caption(run, words),
    x: { title: words.say('chart.axis.time'), unit: timeUnit(lastSeconds), scale: 'linear', column: 'time_seconds', min: 0 },
    y: { title: words.say('chart.axis.uploadCapacity'), unit: bitrateUnit(highest), scale: 'linear', column: 'upload_bits_per_second', min: 0 },
    series,
    markers: run && series.length > 0 ? boundMarkers([run], words) : [],
  };
}

function layers({ architecture, capacity }: CapacityChartRun, bins: CapacityBins, words: ChartWords): ChartSeries[] {
  const name = (use: IdleReason | 'used') => words.say(`chart.capacity.use.${use}`);
  const used: ChartSeries = { id: 'used', name: name('used'), role: architecture, form: 'area', label: 'legend', ...rates(bins.usedBits, bins) };
  const idle = reasons
    .filter((reason) => capacity.idle[reason] > 0)
    .map((reason): ChartSeries => ({ id: reason, name: name(reason), role: 'idle', form: 'area', fill: fills[reason], label: 'legend', ...rates(bins.idle[reason], bins) }));
  return [used, ...idle];
}

/** How much was used, and for which reason most of the rest was not. */
function caption(run: CapacityChartRun | null, words: ChartWords): string {
  if (!run || run.capacity.totalBits === 0) return words.say('chart.capacity.caption.none');
  const { totalBits, usedBits, idle } = run.capacity;
  const most = reasons.reduce((a, b) => (idle[b] > idle[a] ? b : a));
  const percent = (bits: number) => words.say('chart.unit.percent.value', { n: words.number((100 * bits) / totalBits, 1) });
  const isAll = idle[most] < LEAST_SHARE * totalBits;
  return words.say(isAll ? 'chart.capacity.caption.all' : `chart.capacity.caption.${most}`, { used: percent(usedBits), idle: percent(idle[most]) });
}
