import Papa from 'papaparse';
import type { ChartSpec, ChartStamp } from './spec';
import { tidyRows } from './tidyRows';

/** Spreadsheets take a file for UTF-8, and show its Korean, only when it begins with this. */
const BYTE_ORDER_MARK = '\uFEFF';

/** What a spreadsheet takes for the beginning of a formula; those of East Asian width too (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A column, not a line of its own: every reader of tables takes it, and a spreadsheet that saves the file again keeps it. */
const STAMP_COLUMN = 'lab_stamp';

/**
 * The data of a chart as tidy CSV: a row for each point, base units, the run in every row so that rows can be pooled; the whole stamp,
 * from which all comes back, in the first.
 * Text that a spreadsheet would run as a formula is defused; numbers keep full precision.
 */
export function chartCsv(spec: ChartSpec, stamp: ChartStamp): string {
  const { fields, rows } = tidyRows(spec, stamp);
  const table = { fields: [...fields, STAMP_COLUMN], data: rows.map((row, at) => [...row, at === 0 ? stamp.word : null]) };
  return `${BYTE_ORDER_MARK}${Papa.unparse(table, { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}
