import { axisTitle } from './axisText';
import type { ChartSeries, ChartSpec } from './spec';
import type { ChartWords } from './words';

/** A chart as a table that can be read aloud: a section for each series. */
export interface ChartTable {
  readonly xTitle: string;
  readonly yTitle: string;
  readonly sections: readonly TableSection[];
}

export interface TableSection {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly (readonly [x: string, y: string])[];
  /** Points that have no row, for the table shows only so many. */
  readonly leftOut: number;
}

function section(series: ChartSeries, spec: ChartSpec, words: ChartWords, limit: number): TableSection {
  const count = series.x.length;
  const shown = Math.min(count, limit);
  const rows = Array.from({ length: shown }, (_, row) => {
    const at = shown === count ? row : Math.round((row * (count - 1)) / (shown - 1));
    return [words.number(series.x[at]! / spec.x.unit.size, 3), words.number(series.y[at]! / spec.y.unit.size, 3)] as const;
  });
  return { id: series.id, name: series.name, rows, leftOut: count - shown };
}

/** @param limit rows of a section at most (>= 2), evenly chosen, the ends always among them */
export function chartTable(spec: ChartSpec, words: ChartWords, limit = 40): ChartTable {
  return {
    xTitle: axisTitle(spec.x, words),
    yTitle: axisTitle(spec.y, words),
    sections: spec.series.map((series) => section(series, spec, words, limit)),
  };
}
