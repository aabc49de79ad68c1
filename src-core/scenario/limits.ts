import type { Issue } from '../base/index';
import { issue } from './issues';
import type { Path } from './paths';

/** Limits on what is read at all (safety, section 1). */
export const MAX_TEXT_BYTES = 16 * 1024 * 1024;
export const MAX_DEPTH = 64;
export const MAX_VALUES = 200_000;

/**
 * What no value may be, whatever its schema: too deep, too many parts, a key `__proto__`. For values that come from
 * elsewhere than the reader of files (another process, a program). Ends early on a value that contains itself.
 */
export function limitIssues(value: unknown): Issue[] {
  const issues: Issue[] = [];
  let values = 0;
  const visit = (here: unknown, path: Path): void => {
    values += 1;
    if (issues.length > 0) return;
    if (values > MAX_VALUES) issues.push(issue('tooManyValues', [], undefined, { max: MAX_VALUES }));
    else if (typeof here !== 'object' || here === null) return;
    else if (path.length >= MAX_DEPTH) issues.push(issue('tooDeep', path, undefined, { max: MAX_DEPTH }));
    else if (Array.isArray(here)) here.forEach((item: unknown, at) => visit(item, [...path, at]));
    else {
      for (const [key, item] of Object.entries(here)) {
        if (key === '__proto__') issues.push(issue('protoKey', [...path, key], undefined));
        else visit(item, [...path, key]);
      }
    }
  };
  visit(value, []);
  return issues;
}
