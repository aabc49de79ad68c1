import Papa from 'papaparse';
import type { ChartSpec, ChartStamp } from './spec';

/** Spreadsheets take a file for UTF-8, and show its Korean, only when it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The data of a chart as tidy CSV: a row for each point, base units, the stamp in every row so that rows can be pooled.
 * Text that a spreadsheet would run as a formula is defused; numbers keep full precision.
 */
export function chartCsv(spec: ChartSpec, stamp: ChartStamp): string {
  const fields = ['series', 'role', spec.x.column, spec.y.column, 'app_version', 'scenario_hash', 'seed'];
  const data = spec.series.flatMap((series) =>
    Array.from(series.x, (x, at) => [series.name, series.role, x, series.y[at]!, stamp.appVersion, stamp.scenarioHash, stamp.seed ?? '']));
  return `${BYTE_ORDER_MARK}${Papa.unparse({ fields, data }, { escapeFormulae: /^[=+\-@\t\r\n]/, newline: '\r\n' })}\r\n`;
}
