import { jsonOf } from './csv';
import { loadScenario, sentenceOf } from './scenarioFile';
import type { Words } from './words';

/** `lab validate FILE`: whether a scenario can be used, and what in it is not understood. */
export async function validateCommand(file: string, words: Words): Promise<string> {
  const { warnings } = await loadScenario(file, words);
  return jsonOf({ valid: true, warnings: warnings.map((issue) => ({ path: issue.path, message: sentenceOf(issue, words) })) });
}
