import Papa from 'papaparse';
import { parseQuantity, type Issue } from '@core/base/index';
import type { PeerGroup } from '@core/scenario/index';
import { cellText, readCell } from './cellText';
import { changeOf, columns, type Column, type PeerChange } from './columns';
import type { Vocabulary } from './vocabulary';

/** What a column of a pasted table is taken for; null: it is not used. */
export type Meaning = Column | 'count' | null;

/** A pasted table before anything is made of it. */
export interface PastedTable {
  /** The first row where it names columns; else null. */
  readonly heading: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
  readonly width: number;
  readonly meanings: readonly Meaning[];
  /** Unit that a heading gives to its column, such as `Mbit/s`; empty: none. */
  readonly units: readonly string[];
  /** Numbers stand without a unit in a column of rates whose heading has none either. */
  readonly hasBareRates: boolean;
}

export interface PastedCell {
  readonly text: string;
  readonly issue: Issue | null;
  /** What it says of a peer; undefined: nothing. */
  readonly value?: unknown;
}

/** A row as it was understood. */
export interface PastedRow {
  readonly cells: readonly PastedCell[];
  readonly change: PeerChange;
  /** How many peers it stands for. */
  readonly count: number;
}

/** More peers than that are not read from one row. */
const MOST_OF_A_ROW = 1_000_000;
const unitInBrackets = /^(.*?)\s*[([]\s*([^)\]]+?)\s*[)\]]\s*$/;
const unitAtEnd = /^(.+?)[\s,]+(\S+)$/;
const bareNumber = /^[-+]?[\d.,\s]*\d$/;
const isRate = (meaning: Meaning): meaning is 'uploadBitrate' | 'downloadBitrate' => meaning === 'uploadBitrate' || meaning === 'downloadBitrate';

/**
 * Reads text from a spreadsheet: tabs, commas or semicolons between cells, with or without a row that names the columns.
 * @param firstColumn the column that the first pasted one is taken for where no heading says; null: by what stands there
 */
export function readPastedTable(text: string, words: Vocabulary, firstColumn: Column | null): PastedTable {
  const { data } = Papa.parse<string[]>(text.replace(/\r\n?/g, '\n'), { delimiter: delimiterOf(text), skipEmptyLines: 'greedy' });
  const cells = data.map((row) => row.map((cell) => undefused(cell.trim())));
  const width = Math.max(0, ...cells.map((row) => row.length));
  const [first = []] = cells;
  const named = first.map((cell) => headingOf(cell, words));
  const isHeading = named.some(({ meaning }) => meaning !== null && meaning !== 'none') && !first.some((cell) => /^\d/.test(cell));
  const rows = isHeading ? cells.slice(1) : cells;
  const at = (place: number) => named[place] ?? { meaning: null, unit: '' };
  const meanings = Array.from({ length: width }, (_, place): Meaning => {
    const { meaning } = at(place);
    // A heading that stands twice is meant once.
    return isHeading ? (meaning === 'none' || named.findIndex((other) => other.meaning === meaning) < place ? null : meaning) : (columns[place + columns.indexOf(firstColumn ?? guessFirst(rows))] ?? null);
  });
  const units = meanings.map((_, place) => (isHeading ? at(place).unit : ''));
  const hasBareRates = meanings.some((meaning, place) => isRate(meaning) && units[place] === '' && rows.some((row) => bareNumber.test(row[place] ?? '')));
  return { heading: isHeading ? first : null, rows, width, meanings, units, hasBareRates };
}

function delimiterOf(text: string): string {
  if (text.includes('\t')) return '\t';
  // Where decimals have commas, cells are parted by semicolons.
  return text.includes(';') ? ';' : ',';
}

/** A text that was defused when it was copied is itself again. */
const undefused = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '');

function guessFirst(rows: readonly (readonly string[])[]): Column {
  const cell = rows[0]?.[0] ?? '';
  return parseQuantity(cell, 'bitrate', true).ok ? 'uploadBitrate' : 'name';
}

function headingOf(cell: string, words: Vocabulary): { readonly meaning: Column | 'count' | 'none' | null; readonly unit: string } {
  const whole = words.heading(cell);
  if (whole !== null) return { meaning: whole, unit: '' };
  const [, stem = '', unit = ''] = unitInBrackets.exec(cell) ?? unitAtEnd.exec(cell) ?? [];
  const meaning = words.heading(stem);
  return { meaning, unit: meaning !== null && isUnit(meaning, unit) ? unit : '' };
}

function isUnit(meaning: Column | 'count' | 'none', unit: string): boolean {
  const kind = meaning === 'arrival' ? 'seconds' : isRate(meaning as Meaning) ? 'bitrate' : null;
  return kind !== null && parseQuantity(`1 ${unit}`, kind).ok;
}

/**
 * Understands the rows of a pasted table; an empty cell leaves the peer as it is.
 * @param bareUnit unit of rates that have none, neither at the number nor in the heading
 */
export function readPastedRows({ rows, width, units }: PastedTable, meanings: readonly Meaning[], bareUnit: string, words: Vocabulary): PastedRow[] {
  const withUnit = (text: string, meaning: Meaning, at: number): string => {
    if (!bareNumber.test(text)) return text;
    const unit = units[at] !== '' ? (units[at] ?? '') : isRate(meaning) ? bareUnit : '';
    return unit === '' ? text : `${text} ${unit}`;
  };
  return rows.map((row) => {
    const values: Partial<Record<Column, unknown>> = {};
    let count = 1;
    const cells = Array.from({ length: width }, (_, at): PastedCell => {
      const text = row[at] ?? '';
      const meaning = meanings[at] ?? null;
      if (meaning === null || text === '') return { text, issue: null };
      if (meaning === 'count') {
        const read = parseQuantity(text, 'count');
        const isCount = read.ok && read.value !== null && Number.isInteger(read.value) && read.value >= 1 && read.value <= MOST_OF_A_ROW;
        if (isCount) count = read.value ?? 1;
        return { text, issue: isCount ? null : { code: 'count', path: 'peerGroups[0].count', found: text, allowed: {} } };
      }
      const reading = readCell(withUnit(text, meaning, at), meaning, words);
      if (!reading.ok) return { text, issue: reading.issue };
      values[meaning] = reading.value;
      return { text, issue: null, value: reading.value };
    });
    return { cells, change: changeOf(values), count };
  });
}

/** Peers as text for a spreadsheet, with a row that names the columns. What it would run as a formula is defused. */
export function tableText(peers: readonly PeerGroup[], headings: readonly string[], words: Vocabulary): string {
  const data = peers.map((peer) => columns.map((column) => cellText(peer, column, words)));
  return Papa.unparse([[...headings], ...data], { delimiter: '\t', newline: '\n', escapeFormulae: /^[=+\-@\t\r\n]/ });
}
