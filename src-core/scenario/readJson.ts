import type { Issue } from '../base/index';
import { issue, MAX_ISSUES, type IssueCode } from './issues';
import { escapeKey } from './keys';
import { MAX_DEPTH, MAX_TEXT_BYTES, MAX_VALUES } from './limits';
import type { Path } from './paths';

/** `value` is undefined when the text is no JSON; then `issues` says where. Otherwise `issues` are errors in well-formed text. */
export interface JsonRead {
  readonly value: unknown;
  readonly issues: readonly Issue[];
}

/** Thrown inside the reader only: reading cannot go on. */
class Unreadable extends Error {
  constructor(readonly issue: Issue) {
    super(issue.code);
  }
}

const numberForm = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const [QUOTE, BACKSLASH, FIRST_PRINTABLE] = [0x22, 0x5c, 0x20];
const space = /[ \t\r\n]*/y;
const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const word = /[A-Za-z_]\w*/y;

/**
 * Reads JSON as RFC 8259 has it, and no more: no comments, no trailing commas. Unlike `JSON.parse` it says line and
 * column, refuses keys that occur twice, `__proto__`, numbers that do not fit (1e400, whole numbers above 2^53 - 1), text
 * that is too large, too deep or has too many values; and it keeps the order of all keys (see `escapeKey`).
 */
export function readJson(text: string): JsonRead {
  const issues: Issue[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let values = 0;

  const stop = (code: IssueCode, found = '', allowed: Issue['allowed'] = {}): never => {
    throw new Unreadable({ ...issue(code, [], undefined, { ...allowed, ...placeOf(text, at) }), found });
  };
  const note = (one: Issue): void => {
    if (issues.length < MAX_ISSUES) issues.push(one);
  };
  const match = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const found = form.exec(text);
    if (found) at = form.lastIndex;
    return found;
  };
  const unexpected = (): never => {
    if (at >= text.length) return stop('cutOff');
    return stop('syntax', shownCharacter(String.fromCodePoint(text.codePointAt(at) ?? 0)));
  };
  /** Takes that character, white space around it as well, if it is next. */
  const takes = (character: string): boolean => {
    match(space);
    if (text[at] !== character) return false;
    at += 1;
    match(space);
    return true;
  };

  const readString = (): string => {
    if (text[at] !== '"') return unexpected();
    const start = at;
    at = stringEnd(text, at + 1);
    if (text[at] !== '"') return unexpected();
    at += 1;
    return String(JSON.parse(text.slice(start, at)));
  };

  const readNumber = (path: Path): number => {
    const found = match(numberForm);
    if (!found) return unexpected();
    const [literal, fraction, exponent] = found;
    const value = Number(literal) + 0;
    if (!Number.isFinite(value)) note({ ...issue('infinite', path, undefined), found: literal.slice(0, 60) });
    else if (fraction === undefined && exponent === undefined && !Number.isSafeInteger(value)) note({ ...issue('inexact', path, undefined, { max: Number.MAX_SAFE_INTEGER }), found: literal.slice(0, 60) });
    return value;
  };

  const readObject = (path: Path): Record<string, unknown> => {
    const object: Record<string, unknown> = {};
    if (takes('}')) return object;
    do {
      const written = readString();
      const key = escapeKey(written);
      const inside = [...path, key];
      if (written === '__proto__') note(issue('protoKey', inside, undefined));
      else if (Object.hasOwn(object, key)) note(issue('duplicateKey', inside, undefined));
      if (!takes(':')) unexpected();
      const value = readValue(inside);
      if (written !== '__proto__') object[key] = value;
    } while (takes(','));
    if (!takes('}')) unexpected();
    return object;
  };

  const readList = (path: Path): unknown[] => {
    const list: unknown[] = [];
    if (takes(']')) return list;
    do list.push(readValue([...path, list.length]));
    while (takes(','));
    if (!takes(']')) unexpected();
    return list;
  };

  const readValue = (path: Path): unknown => {
    values += 1;
    if (values > MAX_VALUES) stop('tooManyValues', '', { max: MAX_VALUES });
    const first = text[at];
    if (first === '{' || first === '[') {
      if (path.length >= MAX_DEPTH) stop('tooDeep', '', { max: MAX_DEPTH });
      takes(first);
      return first === '{' ? readObject(path) : readList(path);
    }
    if (first === '"') return readString();
    if (first !== undefined && '-0123456789'.includes(first)) return readNumber(path);
    const start = at;
    const name = match(word)?.[0];
    const constant = name === undefined ? undefined : words[name];
    if (constant !== undefined) return constant;
    at = start;
    return name === undefined ? unexpected() : stop('syntax', name);
  };

  if (text.length > MAX_TEXT_BYTES) return { value: undefined, issues: [issue('tooLarge', [], undefined, { max: MAX_TEXT_BYTES })] };
  try {
    match(space);
    if (at >= text.length) stop('empty');
    const value = readValue([]);
    match(space);
    if (at < text.length) unexpected();
    return { value, issues };
  } catch (error) {
    if (error instanceof Unreadable) return { value: undefined, issues: [error.issue] };
    throw error;
  }
}

/**
 * Where the string whose inside begins at `at` ends: at its closing quote, or at what may not stand in it. A loop, not a
 * pattern: patterns that repeat an alternative give up on strings of millions of characters.
 */
function stringEnd(text: string, at: number): number {
  for (let here = at; here < text.length; here += 1) {
    const code = text.charCodeAt(here);
    if (code === QUOTE || code < FIRST_PRINTABLE) return here;
    if (code !== BACKSLASH) continue;
    escape.lastIndex = here;
    const found = escape.exec(text);
    if (!found) return here;
    here += found[0].length - 1;
  }
  return text.length;
}

/** A control character as its escape, any other as it is. */
function shownCharacter(character: string): string {
  return character === '"' || character === '\\' ? character : JSON.stringify(character).slice(1, -1);
}

/** Line and column of a place, both counted from 1. */
function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - (before.lastIndexOf('\n') + 1) + 1 };
}
