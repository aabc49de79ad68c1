import type { ChartSpec, ChartStamp } from './spec';
import { chartSummary } from './summary';
import { tidyRows } from './tidyRows';
import type { ChartWords } from './words';

/**
 * The data of a chart as JSON: what it shows in words, and the rows of the CSV as objects with the same names, in base units.
 * @returns the file, to be written as UTF-8 without a byte order mark, as RFC 8259 wants it
 */
export function chartJson(spec: ChartSpec, stamp: ChartStamp, words: ChartWords): string {
  const { fields, rows } = tidyRows(spec, stamp);
  const chart = {
    format: 'swarm-lab/chart',
    version: 1,
    chart: spec.id,
    title: spec.title,
    caption: spec.caption,
    summary: chartSummary(spec, words),
    stamp: stamp.word,
    axes: { x: { column: spec.x.column, title: spec.x.title }, y: { column: spec.y.column, title: spec.y.title } },
    markers: spec.markers.map(({ label, x }) => ({ label, [spec.x.column]: x })),
    rows: rows.map((row) => Object.fromEntries(fields.map((field, at) => [field, row[at]]))),
  };
  return `${JSON.stringify(chart, null, 2)}\n`;
}
