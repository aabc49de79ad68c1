import type { Architecture } from '@core/trace/index';
import type { ChartSeries, SeriesForm } from './spec';
import { thin } from './thin';
import type { ChartWords } from './words';

/** A value over the time of a run, as `@core/replay` gives it. */
export interface TimeSeries {
  readonly timeSeconds: Float64Array;
  readonly values: Float64Array;
}

/** What a chart must know of every run that it shows. */
export interface ChartRun {
  readonly architecture: Architecture;
  /** Least possible makespan, where one can be stated. */
  readonly boundSeconds: number | null;
  /** Another future of the same architecture: its line is dotted, and its name says what differs. */
  readonly future?: { readonly id: string; readonly name: string };
}

export type SeriesLook = Pick<ChartSeries, 'id' | 'name' | 'role'> & Partial<Pick<ChartSeries, 'of' | 'label' | 'pattern'>> & { readonly form?: SeriesForm };

/** How the line of a run looks, and what it is called. */
export function runLook({ architecture, future }: ChartRun, words: ChartWords): SeriesLook {
  if (future) return { id: future.id, name: future.name, role: architecture, pattern: 'dotted' };
  return { id: architecture, name: words.say(`chart.architecture.${architecture}`), role: architecture };
}

export function seriesOverTime(look: SeriesLook, values: TimeSeries): ChartSeries {
  return { form: 'line', label: 'end', ...look, ...thin({ x: values.timeSeconds, y: values.values }) };
}

/** Last time that any of the series or bounds reaches, in seconds. */
export function lastSeconds(series: readonly TimeSeries[], bounds: readonly (number | null)[] = []): number {
  return Math.max(0, ...series.map((one) => one.timeSeconds.at(-1) ?? 0), ...bounds.map((bound) => bound ?? 0));
}

export function highest(series: readonly TimeSeries[]): number {
  let most = 0;
  for (const { values } of series) for (const value of values) if (value > most) most = value;
  return most;
}
