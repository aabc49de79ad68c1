import type { Issue } from '@core/base';
import { shownText, type Scenario } from '@core/scenario';
import { readScenarioFile, readScenarioStream } from '../files/readScenarioFile';
import { Failure, WRONG } from './failure';
import type { Words } from './words';

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly warnings: readonly Issue[];
}

/** The sentence of an issue: what was found, what is allowed. One line, whatever a file holds. */
export function sentenceOf({ code, path, found, allowed }: Issue, words: Words): string {
  return oneLine(words(`scenario.issue.${code}`, { ...allowed, found, path }));
}

/**
 * Reads a scenario from a file, or from standard input for `-`.
 * @throws Failure with one line `FILE: PATH: message` for each error (without `PATH: ` where it is not about one field)
 */
export async function loadScenario(file: string, words: Words): Promise<LoadedScenario> {
  const read = file === '-' ? await readScenarioStream(process.stdin) : await readScenarioFile(file);
  if (read.ok) return { scenario: read.value.scenario, warnings: read.warnings };
  throw new Failure(WRONG, read.issues.map((issue) => issueLine(file, issue, words)));
}

/** A line of an error: `FILE: PATH: message`. */
export function issueLine(file: string, issue: Issue, words: Words): string {
  return [file, issue.path, sentenceOf(issue, words)].filter((part) => part !== '').map(oneLine).join(': ');
}

/** Control characters, which a terminal would obey, and line breaks become spaces. */
function oneLine(text: string): string {
  return shownText(text).replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
