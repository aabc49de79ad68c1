import type { Architecture } from '@core/trace/index';
import { laterPattern } from './colours';
import type { ChartSeries, RunStamp, SeriesForm } from './spec';
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
  /** Beside other runs of its architecture, such as another future: its name says what differs. */
  readonly future?: OtherRun;
  /** Where it is not a run of the scenario that is open. */
  readonly stamp?: RunStamp;
}

export interface OtherRun {
  readonly id: string;
  readonly name: string;
  /** How many lines of its architecture stand before it, of which the first is solid; left out: 1. */
  readonly nth?: number;
  /** From when on it differs from the run beside it, where that is one moment. */
  readonly fromSeconds?: number;
}

export type SeriesLook = Pick<ChartSeries, 'id' | 'name' | 'role'> & Partial<Pick<ChartSeries, 'of' | 'label' | 'pattern' | 'isThin' | 'runs'>> & { readonly form?: SeriesForm };

/** How the line of a run looks, and what it is called. */
export function runLook({ architecture, future, stamp }: Omit<ChartRun, 'boundSeconds'>, words: ChartWords): SeriesLook {
  const runs = stamp ? { runs: [stamp] } : {};
  if (!future) return { id: architecture, name: words.say(`chart.architecture.${architecture}`), role: architecture, ...runs };
  const { id, name, nth = 1 } = future;
  return { id, name, role: architecture, ...(nth > 0 ? { pattern: laterPattern(nth - 1) } : {}), ...runs };
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
