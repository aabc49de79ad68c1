import { unescapeKey } from './keys';
import { isRecord } from './paths';
import type { Scenario } from './scenario';

/** The text of a scenario file: two spaces, LF, a final newline, keys in the order of the object, unknown ones included. */
export function serializeScenario(scenario: Scenario): string {
  return `${textOf(scenario, '\n')}\n`;
}

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
