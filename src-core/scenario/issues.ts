import type { Issue } from '../base/index';
import type { Field, NumberField } from './fieldKinds';
import { formatPath, isRecord, type Path } from './paths';

/** At most so many errors are listed, and so many warnings before a count. */
export const MAX_ISSUES = 50;
const LONGEST_FOUND = 60;

/** Codes of issues; the sentence of each is `scenario.issue.<code>` of the locale. */
export type IssueCode =
  | NumberCode
  | 'text' | 'choice' | 'switch' | 'object' | 'list' | 'missing'
  | 'format' | 'versionInvalid' | 'versionNewer'
  | 'groups' | 'peers' | 'pieces' | 'neighbours' | 'until' | 'changes' | 'branches' | 'branchName' | 'peerNumber'
  | 'unknownKey' | 'unknownKeys'
  | 'empty' | 'syntax' | 'cutOff' | 'tooLarge' | 'tooDeep' | 'tooManyValues'
  | 'peerCounts' | 'notData'
  | 'digest' | 'recording' | 'recordingOther' | 'recordingLarge' | 'decisions' | 'stamp' | 'picture' | 'noStamp'
  | 'duplicateKey' | 'protoKey' | 'infinite' | 'inexact';
type NumberCode = 'integer' | 'integerOrNull' | 'number' | 'numberOrNull' | 'numberAbove' | 'numberBetween';

export function issue(code: IssueCode, path: Path, found: unknown, allowed: Issue['allowed'] = {}): Issue {
  return { code, path: formatPath(path), found: foundText(found), allowed };
}

/** A value as it would stand in the file, cut short; lists and objects only by their brackets. */
export function foundText(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.length > 0 ? '[…]' : '[]';
  if (isRecord(value)) return Object.keys(value).length > 0 ? '{…}' : '{}';
  const start = typeof value === 'string' ? value.slice(0, LONGEST_FOUND) : value;
  const text = typeof start === 'number' ? String(start) : (JSON.stringify(start) ?? String(start));
  return text.length > LONGEST_FOUND ? `${text.slice(0, LONGEST_FOUND - 1)}…` : text;
}

/** The issue of a value that does not fit its field: the field says what is allowed. */
export function fieldIssue(field: Field, path: Path, found: unknown): Issue {
  if (found === undefined) return issue('missing', path, found);
  switch (field.kind) {
    case 'integer':
    case 'number':
      return issue(numberCode(field), path, found, { min: field.min, max: field.max });
    case 'text':
      return issue('text', path, found, { max: field.maxLength });
    case 'choice':
      return issue('choice', path, found, { choices: field.choices.join(', ') });
    case 'switch':
      return issue('switch', path, found);
    case 'variant':
      return issue('object', path, found);
  }
}

function numberCode({ kind, open, nullMeans }: NumberField): NumberCode {
  if (open === 'both') return 'numberBetween';
  if (open === 'min') return 'numberAbove';
  return nullMeans ? `${kind}OrNull` : kind;
}

/** Text for a screen: unpaired surrogates, which no font can draw, become U+FFFD. The value itself stays as it is. */
export function shownText(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
