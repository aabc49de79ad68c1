import type { Issue, Result } from '../base/index';
import { fieldAt, formatPath, parsePath, type Field } from '../scenario/index';
import type { SweepValue, Variation } from './types';

/** So many runs a sweep may have in all. */
export const MAX_RUNS = 100_000;

const amount = String.raw`[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?`;
const oneNumber = new RegExp(`^${amount}$`);
const numberRange = new RegExp(`^(${amount})\\.\\.(${amount})(?:\\.\\.(${amount}))?$`);
/** More decimals than these a double cannot tell apart anyway. */
const MOST_DECIMALS = 15;

/**
 * Reads `PATH=V1,V2,…`; for numbers `V1..V2` and `V1..V2..STEP` too, both ends included where the step meets them.
 * The values are those of a scenario file, in base units. Whether a field allows them is the plan's question.
 */
export function parseVariation(text: string): Result<Variation> {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(equals, 0)).trim();
  const path = parsePath(name);
  if (equals < 1 || path === null) return refusal('sweepForm', '', text);
  const values: SweepValue[] = [];
  const field = fieldAt(path);
  for (const written of text.slice(equals + 1).split(',')) {
    const item = written.trim();
    if (item === '') return refusal('sweepEmpty', name, text.slice(equals + 1));
    const read = readItem(item, field);
    if (read === null || values.length + read.length > MAX_RUNS) return refusal('sweepRange', name, item, { max: MAX_RUNS });
    values.push(...read);
  }
  const twice = values.find((value, at) => values.indexOf(value) < at);
  if (twice !== undefined) return refusal('sweepTwice', name, String(twice));
  return { ok: true, value: { name: formatPath(path), path, values }, warnings: [] };
}

export function refusal(code: string, path: string, found: string, allowed: Issue['allowed'] = {}): { readonly ok: false; readonly issues: readonly Issue[] } {
  return { ok: false, issues: [{ code, path, found, allowed }] };
}

/** Null: a range that leads nowhere. What is no number where one should be stays text, for the field to refuse. */
function readItem(item: string, field: Field | undefined): readonly SweepValue[] | null {
  if (field?.kind === 'switch') return [item === 'true' ? true : item === 'false' ? false : item];
  if (field?.kind !== 'integer' && field?.kind !== 'number') return [item];
  if (item === 'null') return [null];
  if (oneNumber.test(item)) return [Number(item) + 0];
  const [, from, until, step = '1'] = numberRange.exec(item) ?? [];
  return from === undefined || until === undefined ? [item] : valuesOfRange(from, until, step);
}

/** Counted in whole units of the last decimal, so that 0.1..0.3..0.1 gives 0.3 and not 0.30000000000000004. */
function valuesOfRange(from: string, until: string, step: string): number[] | null {
  const decimals = Math.max(...[from, until, step].map(decimalsOf));
  if (decimals > MOST_DECIMALS) return null;
  const scale = Number(`1e${decimals}`);
  const [first = 0, last = 0, by = 0] = [from, until, step].map((text) => Math.round(Number(text) * scale));
  if (![first, last, by].every(Number.isSafeInteger)) return null;
  const steps = Math.floor((last - first) / by);
  if (by === 0 || steps < 0 || steps >= MAX_RUNS) return null;
  return Array.from({ length: steps + 1 }, (_, k) => (first + k * by) / scale + 0);
}

function decimalsOf(text: string): number {
  const [digits = '', exponent = '0'] = text.toLowerCase().split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}
