import { formatForEditing, type Issue } from '@core/base/index';
import { peerGroup, type NumberField, type PeerGroup, type VariantField } from '@core/scenario/index';
import { readFieldText } from '../../../parts/form/fieldText';
import { innerFields, optionsOfColumn, type Column } from './columns';
import type { Vocabulary } from './vocabulary';

/** What a text in the table means. */
export type CellReading =
  | { readonly ok: true; readonly value: unknown }
  /** `quantity.…` and `range.…` are issues of the field at `path`; others belong to the cell. */
  | { readonly ok: false; readonly issue: Issue };

/** Between the parts of a text: "once · 50 % · 10 min". */
const BETWEEN = ' · ';
const separators = /\s*[·;]\s*|,\s+/;

/** The exact text of a cell; read again it gives the same value. */
export function cellText(peer: PeerGroup, column: Column, words: Vocabulary): string {
  const field = peerGroup[column];
  const value = peer[column];
  if (field.kind === 'text') return String(value);
  if (field.kind === 'switch') return words.word(column, value === true ? 'on' : 'off');
  if (field.kind === 'choice') return words.word(column, String(value));
  if (field.kind !== 'variant') return numberText(value as number | null, field, words);
  const parts = value as Readonly<Record<string, unknown>>;
  const kind = String(parts['kind']);
  const numbers = innerFields(field, kind).map((inner) => numberText(parts[inner.name] as number, inner.field, words));
  // The usual arrival is a time and nothing else.
  if (column === 'arrival' && kind === 'together') return numbers.join(BETWEEN);
  return [words.word(column, kind), ...numbers].join(BETWEEN);
}

function numberText(value: number | null, field: NumberField, words: Vocabulary): string {
  return value === null ? (words.unlimited[0] ?? '') : formatForEditing(value, field.unit);
}

/** Reads what somebody typed or pasted into a column. */
export function readCell(text: string, column: Column, words: Vocabulary): CellReading {
  const field = peerGroup[column];
  const path = ['peerGroups', 0, column];
  switch (field.kind) {
    case 'integer':
    case 'number':
      return readFieldText(text, field, path, words.unlimited);
    case 'text':
      return text.length <= field.maxLength ? { ok: true, value: text.trim() } : refused('text', column, text, { max: field.maxLength });
    case 'variant':
      return readVariant(text, column, field, words);
    default: {
      const found = words.option(column, text);
      if (!found || found.rest !== '') return refusedOption(text, column, words);
      return { ok: true, value: field.kind === 'switch' ? found.option === 'on' : found.option };
    }
  }
}

function refused(code: string, column: Column, found: string, allowed: Issue['allowed']): CellReading {
  return { ok: false, issue: { code, path: `peerGroups[0].${column}`, found: found.trim(), allowed } };
}

function refusedOption(text: string, column: Column, words: Vocabulary): CellReading {
  const code = text.trim() === '' ? 'empty' : timeAlone(column) === null ? 'option' : 'optionOrTime';
  return refused(code, column, text, { options: optionsOfColumn(column).map((option) => words.word(column, option)).join(', ') });
}

/** The kind that a time alone means; null: a time alone means nothing. */
function timeAlone(column: Column): string | null {
  return column === 'arrival' ? 'together' : column === 'onComplete' ? 'stayFor' : null;
}

/** A kind with its numbers, "once 50 % 10 min"; what is not said is as usual. A time alone is that of the kind that has only a time. */
function readVariant(text: string, column: Column, field: VariantField, words: Vocabulary): CellReading {
  const said = words.option(column, text);
  const alone = timeAlone(column);
  if (!said && (alone === null || !/^\s*\d/.test(text))) return refusedOption(text, column, words);
  const kind = said?.option ?? alone ?? field.default;
  const fields = innerFields(field, kind);
  const usual = Object.fromEntries(fields.map((inner) => [inner.name, inner.field.default]));
  let refusal: CellReading | null = null;
  for (const parts of waysToPart(said?.rest ?? text.trim(), fields.length)) {
    const readings = parts.map((part, at) => {
      const inner = fields[at];
      return inner && readFieldText(part, inner.field, ['peerGroups', 0, column, inner.name], []);
    });
    const wrong = readings.find((reading) => reading?.ok !== true);
    if (wrong === undefined && parts.length <= fields.length) {
      return { ok: true, value: { kind, ...usual, ...Object.fromEntries(readings.map((reading, at) => [fields[at]?.name, reading?.ok === true ? reading.value : null])) } };
    }
    if (wrong && !wrong.ok) refusal ??= wrong;
  }
  return refusal ?? refused('parts', column, text, { kind: words.word(column, kind) });
}

/** Every way to read a text as at most so many parts in a row: by its separators, else between any of its words. */
function waysToPart(text: string, most: number): string[][] {
  if (text === '') return [[]];
  const separated = text.split(separators);
  if (separated.length > 1) return [separated];
  const tokens = text.split(/\s+/);
  const part = (from: number, left: number): string[][] => {
    if (left === 1) return [[tokens.slice(from).join(' ')]];
    const ways: string[][] = [];
    for (let end = from + 1; end < tokens.length; end += 1) for (const rest of part(end, left - 1)) ways.push([tokens.slice(from, end).join(' '), ...rest]);
    return ways;
  };
  // Many parts first: "0 s 10 min" is two times rather than one.
  return Array.from({ length: Math.max(1, most) }, (_, at) => part(0, Math.max(1, most) - at)).flat();
}
