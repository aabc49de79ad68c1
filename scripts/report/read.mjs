import { readFileSync } from 'node:fs';
import { messageOf } from '../tools/say.mjs';
import { count } from './count.mjs';
import { failures } from './failures.mjs';
import { reportOf } from './steps.mjs';

/**
 * The counts of a step from its report, and what is to be said of it. A report that is missing or broken is a failure, never nothing.
 * @param {import('./steps.mjs').Step} step
 * @returns {import('./count.mjs').Counts & { problems: string[] }}
 */
export function readReport({ name, kind }) {
  try {
    const text = readFileSync(reportOf(name), 'utf8');
    return { ...count(kind, text), problems: failures(kind, text).map((one) => `failed: ${one}`) };
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, problems: [`no usable report of ${name}: ${messageOf(error)}`] };
  }
}
