import { unescapeKey } from './keys';
import { isRecord } from './paths';
import type { Scenario } from './scenario';

/** The text of a scenario file: two spaces, LF, a final newline, keys in the order of the object, unknown ones included. */
export function serializeScenario(scenario: Scenario): string {
  const members = Object.entries(scenario).filter(([key, value]) => !(OPTIONAL_LISTS.has(key) && Array.isArray(value) && value.length === 0));
  return `${textOf(Object.fromEntries(members), '\n')}\n`;
}

/** Lists that most scenarios have not: without entries they are not written, and files of before them stay as they were. */
const OPTIONAL_LISTS: ReadonlySet<string> = new Set(['changes', 'branches', 'keptRuns']);

/**
 * As `JSON.stringify` would, but with the keys as they were in the file (see `escapeKey`), and whole numbers above 2^53 - 1
 * with an exponent: written out they would claim to be exact, which the reader refuses.
 */
function textOf(value: unknown, newline: string): string {
  const inner = `${newline}  `;
  if (Array.isArray(value)) return bracketed('[', value.map((item: unknown) => textOf(item, inner)), ']', newline);
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) return value.toExponential();
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(unescapeKey(key))}: ${textOf(item, inner)}`);
  return bracketed('{', members, '}', newline);
}

function bracketed(open: string, items: readonly string[], close: string, newline: string): string {
  return items.length > 0 ? `${open}${newline}  ${items.join(`,${newline}  `)}${newline}${close}` : open + close;
}
