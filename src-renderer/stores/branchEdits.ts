import { inOrder, MAX_BRANCHES, MAX_CHANGES, peerCount, type Branch, type Scenario, type TimedChange } from '@core/scenario/index';

/** Where a timed change stands: in the list of a branch, or in the scenario's own (null). */
export interface ChangePlace {
  readonly branch: number | null;
  readonly at: number;
}

const changesAt = (scenario: Scenario, branch: number | null): readonly TimedChange[] =>
  (branch === null ? scenario.changes : (scenario.branches[branch]?.changes ?? []));

function withChanges(scenario: Scenario, branch: number | null, changes: readonly TimedChange[]): Scenario {
  if (branch === null) return { ...scenario, changes };
  return { ...scenario, branches: scenario.branches.map((one, at) => (at === branch ? { ...one, changes } : one)) };
}

export const canAddBranch = ({ branches }: Scenario): boolean => branches.length < MAX_BRANCHES;
export const canAddChange = (scenario: Scenario, branch: number | null): boolean => changesAt(scenario, branch).length < MAX_CHANGES;

export const changeAt = (scenario: Scenario, { branch, at }: ChangePlace): TimedChange | undefined => changesAt(scenario, branch)[at];

/** With one change more, kept in order of time. */
export function withNewChange(scenario: Scenario, branch: number | null, change: TimedChange): Scenario {
  return withChanges(scenario, branch, inOrder([...changesAt(scenario, branch), change]));
}

/** With a change at another moment. It keeps its place in the list, so that whoever is moving it can hold on to it. */
export function withChangeMoved(scenario: Scenario, { branch, at }: ChangePlace, atSeconds: number): Scenario {
  return withChanges(scenario, branch, changesAt(scenario, branch).map((one, place) => (place === at ? { ...one, atSeconds } : one)));
}

/** Without a change. A branch that has none left stays, to be given others or to be removed. */
export function withoutChange(scenario: Scenario, { branch, at }: ChangePlace): Scenario {
  return withChanges(scenario, branch, changesAt(scenario, branch).toSpliced(at, 1));
}

/** Changes of peers that are not there, since there are fewer peers now. */
export function strangersOf(scenario: Scenario): TimedChange[] {
  const peers = peerCount(scenario);
  return [...scenario.changes, ...scenario.branches.flatMap(({ changes }) => changes)].filter((change) => isStranger(change, peers));
}

export function withoutStrangers(scenario: Scenario): Scenario {
  const peers = peerCount(scenario);
  const kept = (changes: readonly TimedChange[]) => changes.filter((change) => !isStranger(change, peers));
  return { ...scenario, changes: kept(scenario.changes), branches: scenario.branches.map((one) => ({ ...one, changes: kept(one.changes) })) };
}

const isStranger = (change: TimedChange, peers: number): boolean => 'peer' in change && change.peer > peers;

/** A name that no branch has: `wanted`, else `wanted (2)`, `wanted (3)`, … */
export function freeBranchName({ branches }: Scenario, wanted: string): string {
  const taken = new Set(branches.map(({ name }) => name));
  for (let number = 2, name = wanted; ; number += 1) {
    if (!taken.has(name)) return name;
    name = `${wanted} (${number})`;
  }
}

export function withNewBranch(scenario: Scenario, branch: Branch): Scenario {
  return { ...scenario, branches: [...scenario.branches, branch] };
}

/** With another name for a branch; the scenario itself where the name is empty or another's. */
export function withBranchRenamed(scenario: Scenario, at: number, name: string): Scenario {
  const isFree = name !== '' && scenario.branches.every((one, place) => place === at || one.name !== name);
  return isFree ? { ...scenario, branches: scenario.branches.map((one, place) => (place === at ? { ...one, name } : one)) } : scenario;
}

export function withoutBranch(scenario: Scenario, at: number): Scenario {
  return { ...scenario, branches: scenario.branches.toSpliced(at, 1) };
}
