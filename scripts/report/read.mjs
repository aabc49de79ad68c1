import { readFileSync } from 'node:fs';
import { messageOf } from '../tools/say.mjs';
import { count } from './count.mjs';
import { reportOf } from './steps.mjs';

/**
 * The counts of a step from its report. A report that is missing or broken is a failure, never nothing.
 * @param {import('./steps.mjs').Step} step
 * @returns {import('./count.mjs').Counts & { problem?: string }}
 */
export function readReport({ name, kind }) {
  try {
    return count(kind, readFileSync(reportOf(name), 'utf8'));
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, problem: `no usable report of ${name}: ${messageOf(error)}` };
  }
}
