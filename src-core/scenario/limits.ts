import type { Issue } from '../base/index';
import { issue } from './issues';
import type { Path } from './paths';

/** Limits on what is read at all (safety, section 1). */
export const MAX_TEXT_BYTES = 16 * 1024 * 1024;
export const MAX_DEPTH = 64;
export const MAX_VALUES = 200_000;

/** Thrown within this file only: the value cannot be taken. */
class Untakeable extends Error {
  constructor(readonly issue: Issue) {
    super(issue.code);
  }
}

/**
 * A copy of a value that may come from anywhere (another process, a program) as plain data: own keys only, nothing that
 * JSON cannot hold. Refuses what no file may be either: too deep (so also a value that contains itself), too many parts,
 * a key `__proto__`.
 */
export function takeData(value: unknown): { readonly value: unknown; readonly issues: readonly Issue[] } {
  let values = 0;
  const refuse = (one: Issue): never => {
    throw new Untakeable(one);
  };
  const take = (here: unknown, path: Path): unknown => {
    values += 1;
    if (values > MAX_VALUES) return refuse(issue('tooManyValues', [], undefined, { max: MAX_VALUES }));
    if (typeof here === 'bigint' || typeof here === 'function' || typeof here === 'symbol') return refuse(issue('notData', path, String(here)));
    if (typeof here !== 'object' || here === null) return here;
    if (path.length >= MAX_DEPTH) return refuse(issue('tooDeep', path, undefined, { max: MAX_DEPTH }));
    if (Array.isArray(here)) return here.map((item: unknown, at) => take(item, [...path, at]));
    return Object.fromEntries(Object.entries(here).map(([key, item]) => {
      if (key === '__proto__') refuse(issue('protoKey', [...path, key], undefined));
      return [key, take(item, [...path, key])];
    }));
  };
  try {
    return { value: take(value, []), issues: [] };
  } catch (error) {
    if (error instanceof Untakeable) return { value: undefined, issues: [error.issue] };
    throw error;
  }
}
