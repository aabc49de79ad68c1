import Papa from 'papaparse';

/** Texts that a spreadsheet would take for a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n]/;

/** Rows as CSV with a heading, an empty cell for null; what a spreadsheet would run as a formula is made plain text. */
export function csvOf(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  return `${Papa.unparse({ fields: [...columns], data: rows.map((row) => [...row]) }, { newline: '\n', escapeFormulae: FORMULA })}\n`;
}

/** One JSON value on one line. */
export function jsonOf(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
