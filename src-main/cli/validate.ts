import { keptRunIssues } from '@core/record';
import { jsonOf } from './csv';
import { memoryWarnings } from './memoryWarning';
import { loadScenario, sentenceOf } from './scenarioFile';
import type { Words } from './words';

/** `lab validate FILE`: whether a scenario can be used, and what in it is not understood, or is damaged among the runs kept with it. */
export async function validateCommand(file: string, words: Words): Promise<string> {
  const { scenario, warnings } = await loadScenario(file, words);
  const said = warnings.map((issue) => ({ path: issue.path, message: sentenceOf(issue, words) }));
  const kept = keptRunIssues(scenario).map((issue) => ({ path: issue.path, message: sentenceOf(issue, words) }));
  return jsonOf({ valid: true, warnings: [...said, ...kept, ...memoryWarnings(scenario, words)] });
}
