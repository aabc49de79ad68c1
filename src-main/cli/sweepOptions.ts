import { availableParallelism } from 'node:os';
import type { Issue, Result } from '@core/base';
import { MAX_RUNS, parseVariation, type Variation } from '@core/sweep';
import { Failure, WRONG } from './failure';
import { sentenceOf } from './scenarioFile';
import type { Words } from './words';

/** More threads than any computer here has cores only cost memory. */
const MOST_JOBS = 256;

export interface Shard {
  /** From 1. */
  readonly shard: number;
  readonly shards: number;
}

export function variationsOf(texts: readonly string[], words: Words): Variation[] {
  return texts.map((text) => allowed(parseVariation(text), words));
}

/** The value of a result. @throws Failure with a line for each issue */
export function allowed<T>(result: Result<T>, words: Words): T {
  if (result.ok) return result.value;
  throw new Failure(WRONG, result.issues.map((issue) => sweepSentence(issue, words)));
}

function sweepSentence(issue: Issue, words: Words): string {
  const { code, path, found, allowed: values } = issue;
  const isOwn = code.startsWith('sweep');
  const sentence = isOwn ? words(`cli.sweep.issue.${code}`, { ...values, found, path }) : sentenceOf(issue, words);
  return ['--vary', path, sentence].filter((part) => part !== '').join(isOwn && path === '' ? ' ' : ': ');
}

export function repeatsOf(text: string | undefined, words: Words): number {
  return text === undefined ? 1 : wholeNumber('--repeats', text, MAX_RUNS, words);
}

/** As many as there are cores, unless it is said. */
export function jobsOf(text: string | undefined, words: Words): number {
  return text === undefined ? Math.min(availableParallelism(), MOST_JOBS) : wholeNumber('--jobs', text, MOST_JOBS, words);
}

export function shardOf(text: string | undefined, words: Words): Shard {
  if (text === undefined) return { shard: 1, shards: 1 };
  const [, shard = 0, shards = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (shard >= 1 && shard <= shards && shards <= MAX_RUNS) return { shard, shards };
  throw new Failure(WRONG, [words('cli.sweep.shard', { found: text, max: MAX_RUNS })]);
}

function wholeNumber(option: string, text: string, max: number, words: Words): number {
  const found = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (found >= 1 && found <= max) return found;
  throw new Failure(WRONG, [words('cli.sweep.wholeNumber', { option, found: text, max })]);
}
