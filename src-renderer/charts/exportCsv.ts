import Papa from 'papaparse';
import type { ChartSpec, ChartStamp } from './spec';
import { tidyRows } from './tidyRows';

/** Spreadsheets take a file for UTF-8, and show its Korean, only when it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet takes for the beginning of a formula; those of East Asian width too (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * The data of a chart as tidy CSV: a row for each point, base units, the stamp in every row so that rows can be pooled.
 * Text that a spreadsheet would run as a formula is defused; numbers keep full precision.
 */
export function chartCsv(spec: ChartSpec, stamp: ChartStamp): string {
  const { fields, rows } = tidyRows(spec, stamp);
  const table = { fields: [...fields], data: rows.map((row) => [...row]) };
  return `${BYTE_ORDER_MARK}${Papa.unparse(table, { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}
