import { expect, it } from 'vitest';
import { defaultScenario, newPeerGroup, type Scenario } from '@core/scenario/index';
import { withoutPeersOf, withPeerCopied, withPeersKept } from './peerNumbers';
import { withDuplicate, withGroupMoved, withoutGroup } from './scenarioEdits';

const leaving = (peer: number) => ({ kind: 'leave', atSeconds: 60, peer }) as const;
const scenario: Scenario = {
  ...defaultScenario(),
  peerGroups: [{ ...newPeerGroup(), name: 'a', count: 4 }, { ...newPeerGroup(), name: 'b', count: 3 }],
  changes: [leaving(2), leaving(6), { kind: 'server-leaves', atSeconds: 90 }],
  branches: [{ name: 'x', changes: [leaving(5)] }],
};
const named = ({ changes, branches }: Scenario) => [changes, ...branches.map((branch) => branch.changes)].map((list) => list.map((change) => ('peer' in change ? change.peer : 'server')));

it('what happens to a peer goes with it when others are taken away or added, and is gone when it is', () => {
  expect(named(withoutPeersOf(scenario, [{ first: 1, last: 1 }, { first: 6, last: 6 }]).scenario)).toEqual([[1, 'server'], [4]]);
  expect(named(withPeerCopied(scenario, 2).scenario)).toEqual([[2, 7, 'server'], [6]]);
  expect(named(withPeerCopied(scenario, Infinity).scenario)).toEqual([[2, 6, 'server'], [5]]);
  expect(named(withPeersKept(scenario, [{ ...newPeerGroup(), count: 5 }]).scenario)).toEqual([[2, 'server'], [5]]);
});

it('and when whole groups are moved, duplicated or taken away', () => {
  expect(named(withGroupMoved(scenario, 1, 0))).toEqual([[5, 2, 'server'], [1]]);
  expect(named(withDuplicate(scenario, 0))).toEqual([[2, 10, 'server'], [9]]);
  expect(named(withoutGroup(scenario, 0))).toEqual([[2, 'server'], [1]]);
});

it('tells the new number of each peer', () => {
  const { numberOf } = withoutPeersOf(scenario, [{ first: 2, last: 3 }]);
  expect([1, 2, 3, 4, 7].map(numberOf)).toEqual([1, null, null, 2, 5]);
});
