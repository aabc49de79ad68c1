import { inOrder, type Branch } from './changes';
import type { Scenario } from './scenario';

/** The scenario that a branch runs: the same one, in which the branch's changes happen beside its own. */
export function branchScenario(scenario: Scenario, { changes }: Branch): Scenario {
  return { ...scenario, changes: inOrder([...scenario.changes, ...changes]), branches: [], keptRuns: [] };
}
