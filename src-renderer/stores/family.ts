import { canonicalScenario, peerCount, type Scenario } from '@core/scenario/index';

/**
 * A text that is equal for scenarios that differ only in how many peers there are, in words or in the seed: their runs
 * lie on one D-against-N chart. Groups count by their share, to the whole per cent, for whole peers cannot keep it exactly.
 */
export function familyOf(scenario: Scenario): string {
  const peers = Math.max(1, peerCount(scenario));
  const peerGroups = scenario.peerGroups.map((group) => ({ ...group, count: Math.round((100 * group.count) / peers) }));
  return canonicalScenario({ ...scenario, peerGroups });
}
