import { formatForEditing, parseQuantity, type Issue, type QuantityRemark } from '@core/base/index';
import { fieldIssue, formatPath, type NumberField, type Path } from '@core/scenario/index';

/** What a text means as a value of a field. */
export type FieldReading =
  /** In base units; null as the field means it. */
  | { readonly ok: true; readonly value: number | null; readonly remarks: readonly QuantityRemark[] }
  /** Its code is `quantity.…` or `range.…`, worded for somebody who types rather than for a file. */
  | { readonly ok: false; readonly issue: Issue };

const bareNumber = /^[-+]?[\d.,_ ]*\d$/;
const oneUnit = /^[-+]?[\d.,_ ]*\d\s*([^\d\s]+)$/;

/**
 * Reads what was typed into a number field: a quantity with or without a unit, within the field's range, or its word for null.
 * @param nullWords the words that mean null here, such as `unlimited` and its translation; the first is the one shown
 */
export function readFieldText(text: string, field: NumberField, path: Path, nullWords: readonly string[]): FieldReading {
  const said = text.trim().toLowerCase();
  if (field.nullMeans && nullWords.some((word) => word.toLowerCase() === said)) return { ok: true, value: null, remarks: [] };
  const parsed = parseQuantity(text, field.unit, field.nullMeans === 'unlimited');
  if (!parsed.ok) {
    return { ok: false, issue: { code: `quantity.${parsed.problem}`, path: formatPath(path), found: parsed.found, allowed: { unit: field.unit } } };
  }
  if (parsed.value === null || isAllowed(parsed.value, field)) return parsed;
  const issue = fieldIssue(field, path, parsed.value);
  return { ok: false, issue: { ...issue, code: `range.${issue.code}`, found: text.trim() } };
}

/** The text that a field shows for its value; read again it gives the same value. */
export function fieldTextOf(value: number | null, field: NumberField, nullWord: string): string {
  return value === null && field.nullMeans ? nullWord : formatForEditing(value, field.unit);
}

/**
 * A bare number is in base units, but who replaces `300 kbit/s` by `500` may mean kbit/s: the text with the unit that stood
 * there before, to be offered. Null where there is nothing to offer.
 */
export function withFormerUnit(text: string, former: string): string | null {
  const unit = oneUnit.exec(former.trim())?.[1];
  return unit !== undefined && bareNumber.test(text.trim()) && !isBaseUnit(unit) ? `${text.trim()} ${unit}` : null;
}

const isBaseUnit = (unit: string): boolean => ['bit', 'bit/s', 's', '/s', '%'].includes(unit);

function isAllowed(value: number, { kind, min, max, open }: NumberField): boolean {
  const isAboveMin = open === 'neither' ? value >= min : value > min;
  const isBelowMax = open === 'both' ? value < max : value <= max;
  return isAboveMin && isBelowMax && (kind === 'number' || Number.isInteger(value));
}
