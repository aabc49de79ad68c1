import { mean, sampleStandardDeviation } from 'simple-statistics';
import { percentile } from '../replay/index';
import { namedValues } from './plan';
import type { SweepRow } from './rows';
import { tQuantile } from './tQuantile';
import type { SweepHeader, SweepValue } from './types';

const CONFIDENCE = 0.95;

/** What is summed up for each setting. */
export const MEASURES = ['makespanSeconds', 'utilisation', 'meanCompletionSeconds'] as const;
export type Measure = (typeof MEASURES)[number];

/** Of the runs that have a value; null where there are too few for it. */
export interface Spread {
  readonly n: number;
  readonly mean: number | null;
  /** Of the sample, with n - 1. */
  readonly sd: number | null;
  /** 95 % confidence interval of the mean, by Student's t with n - 1 degrees of freedom. */
  readonly low: number | null;
  readonly high: number | null;
  readonly median: number | null;
  readonly p5: number | null;
  readonly p95: number | null;
}

export interface SettingSummary {
  readonly values: Readonly<Record<string, SweepValue>>;
  /** Runs there are of it, without those that failed. */
  readonly runs: number;
  /** Runs in which everybody completed. */
  readonly finished: number;
  readonly boundSeconds: SweepValue;
  readonly clientServerSeconds: SweepValue;
  readonly peerToPeerSeconds: SweepValue;
  readonly measures: Readonly<Record<Measure, Spread>>;
}

/** A summary for each setting, in grid order. @param rows of any of its runs, in grid order */
export function summarize({ vary, repeats, runs }: SweepHeader, rows: readonly SweepRow[]): SettingSummary[] {
  const variations = vary.map(({ path, values }) => ({ name: path, values }));
  const bySetting: SweepRow[][] = Array.from({ length: runs / repeats }, () => []);
  for (const row of rows) if (row.failed === undefined) bySetting[Math.floor(row.run / repeats)]?.push(row);
  return bySetting.map((some, setting) => ({
    values: namedValues(variations, setting),
    runs: some.length,
    finished: some.filter(({ finished }) => finished === true).length,
    boundSeconds: some[0]?.boundSeconds ?? null,
    clientServerSeconds: some[0]?.clientServerSeconds ?? null,
    peerToPeerSeconds: some[0]?.peerToPeerSeconds ?? null,
    measures: {
      makespanSeconds: spreadOf(numbersOf(some, 'makespanSeconds')),
      utilisation: spreadOf(numbersOf(some, 'utilisation')),
      meanCompletionSeconds: spreadOf(numbersOf(some, 'meanCompletionSeconds')),
    },
  }));
}

function numbersOf(rows: readonly SweepRow[], measure: Measure): number[] {
  return rows.flatMap((row) => (typeof row[measure] === 'number' ? [row[measure]] : []));
}

/** Percentiles are those of linear interpolation (Hyndman & Fan 1996, type 7), as in the result of a run. */
export function spreadOf(values: readonly number[]): Spread {
  const n = values.length;
  if (n === 0) return { n, mean: null, sd: null, low: null, high: null, median: null, p5: null, p95: null };
  const sorted = Float64Array.from(values).sort();
  const middle = mean([...values]);
  const sd = n > 1 ? sampleStandardDeviation([...values]) : null;
  const half = sd === null ? null : (tQuantile(CONFIDENCE, n - 1) * sd) / Math.sqrt(n);
  return {
    n,
    mean: middle,
    sd,
    low: half === null ? null : middle - half,
    high: half === null ? null : middle + half,
    median: percentile(sorted, 0.5),
    p5: percentile(sorted, 0.05),
    p95: percentile(sorted, 0.95),
  };
}
