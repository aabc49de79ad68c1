import { unescapeKey } from './keys';
import { isRecord } from './paths';
import type { Scenario } from './scenario';

/** The text of a scenario file: two spaces, LF, a final newline, keys in the order of the object, unknown ones included. */
export function serializeScenario(scenario: Scenario): string {
  const members = Object.entries(scenario).filter(([key, value]) => !(OPTIONAL_LISTS.has(key) && Array.isArray(value) && value.length === 0));
  return `${textOf(Object.fromEntries(members), '\n')}\n`;
}

/** Scenarios and what holds them on one line, with the same care for keys and numbers: for stamps. */
export const jsonLine = (value: unknown): string => textOf(value, null);

/** Lists that most scenarios have not: without entries they are not written, and files of before them stay as they were. */
const OPTIONAL_LISTS: ReadonlySet<string> = new Set(['changes', 'branches', 'keptRuns']);

/**
 * As `JSON.stringify` would, but with the keys as they were in the file (see `escapeKey`), and whole numbers above 2^53 - 1
 * with an exponent: written out they would claim to be exact, which the reader refuses.
 * @param newline and the spaces that a line begins with; null: all on one line
 */
function textOf(value: unknown, newline: string | null): string {
  const inner = newline === null ? null : `${newline}  `;
  if (Array.isArray(value)) return bracketed('[', value.map((item: unknown) => textOf(item, inner)), ']', newline);
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) return value.toExponential();
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(unescapeKey(key))}:${inner === null ? '' : ' '}${textOf(item, inner)}`);
  return bracketed('{', members, '}', newline);
}

function bracketed(open: string, items: readonly string[], close: string, newline: string | null): string {
  if (newline === null) return `${open}${items.join(',')}${close}`;
  return items.length > 0 ? `${open}${newline}  ${items.join(`,${newline}  `)}${newline}${close}` : open + close;
}
