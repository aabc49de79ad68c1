import type { ChartSpec, ChartStamp } from './spec';
import { runOfPoint } from './stampText';

export type TidyValue = string | number | null;

/** The data of a chart, a row for each point, in base units. */
export interface TidyTable {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly TidyValue[])[];
}

/** Each row has the run it comes from, so that the rows of several files can be pooled. */
export function tidyRows(spec: ChartSpec, stamp: ChartStamp): TidyTable {
  const rows = spec.series.flatMap((series) =>
    Array.from(series.x, (x, at): TidyValue[] => {
      const { scenarioHash, seed } = runOfPoint(series, at, stamp);
      return [series.name, series.role, x, series.y[at]!, stamp.appVersion, scenarioHash, seed];
    }));
  return { fields: ['series', 'role', spec.x.column, spec.y.column, 'app_version', 'scenario_hash', 'seed'], rows };
}
