import { MEASURES, RARE_COLUMNS, RESULT_COLUMNS, summarize, type SettingSummary, type Spread, type SweepHeader, type SweepRow, type SweepValue } from '@core/sweep';
import { csvOf, jsonOf } from './csv';

export interface OutputOptions {
  readonly csv?: boolean;
  readonly summary?: boolean;
}

/** Rows as they are printed, or what each setting comes to. @param rows in grid order */
export function printRows(header: SweepHeader, rows: readonly SweepRow[], { csv, summary }: OutputOptions): string {
  const varied = header.vary.map(({ path }) => path).filter((path) => path !== 'seed');
  if (summary) return csv ? summaryCsv(varied, summarize(header, rows)) : jsonOf(summarize(header, rows).map(shownSummary));
  if (!csv) return jsonOf(rows);
  const columns = ['run', ...varied, ...RESULT_COLUMNS, ...RARE_COLUMNS];
  return csvOf(columns, rows.map((row) => columns.map((column) => cellOf(row[column]))));
}

const SETTING_COLUMNS = ['boundSeconds', 'clientServerSeconds', 'peerToPeerSeconds', 'runs', 'finished'] as const;
const SPREAD_COLUMNS = ['n', 'mean', 'sd', 'low', 'high', 'median', 'p5', 'p95'] as const satisfies readonly (keyof Spread)[];

function shownSummary({ values, runs, finished, measures, ...bounds }: SettingSummary) {
  return { ...values, runs, finished, ...bounds, ...measures };
}

/** Tidy: a row for each setting and measure. */
function summaryCsv(varied: readonly string[], settings: readonly SettingSummary[]): string {
  const rows = settings.flatMap((setting) => MEASURES.map((measure) => [
    ...varied.map((path) => cellOf(setting.values[path])),
    ...SETTING_COLUMNS.map((column) => cellOf(setting[column])),
    measure,
    ...SPREAD_COLUMNS.map((column) => setting.measures[measure][column]),
  ]));
  return csvOf([...varied, ...SETTING_COLUMNS, 'measure', ...SPREAD_COLUMNS], rows);
}

function cellOf(value: SweepValue | undefined): string | number | null {
  return typeof value === 'boolean' ? String(value) : (value ?? null);
}
