import { defaultScenario, newPeerGroup, type Scenario, type TimedChange } from '@core/scenario/index';
import { describe, expect, it } from 'vitest';
import {
  changeAt, freeBranchName, strangersOf, withBranchRenamed, withChangeMoved, withNewBranch, withNewChange, withoutBranch, withoutChange, withoutStrangers,
} from './branchEdits';

const leave = (peer: number, atSeconds: number): TimedChange => ({ kind: 'leave', peer, atSeconds });
const scenario: Scenario = {
  ...defaultScenario(),
  peerGroups: [{ ...newPeerGroup(), count: 4 }],
  changes: [leave(1, 10)],
  branches: [{ name: 'a', changes: [leave(2, 20), leave(9, 30)] }],
};

describe('edits of timed changes', () => {
  it('keep new ones in order, and moved ones where they are held', () => {
    expect(withNewChange(scenario, null, leave(3, 5)).changes).toEqual([leave(3, 5), leave(1, 10)]);
    expect(withChangeMoved(scenario, { branch: 0, at: 0 }, 40).branches[0]?.changes).toEqual([leave(2, 40), leave(9, 30)]);
    expect(changeAt(scenario, { branch: 0, at: 1 })).toEqual(leave(9, 30));
    expect(withoutChange(scenario, { branch: 0, at: 0 }).branches[0]?.changes).toEqual([leave(9, 30)]);
  });
  it('find the peers that are not there', () => {
    expect(strangersOf(scenario)).toEqual([leave(9, 30)]);
    expect(withoutStrangers(scenario)).toEqual({ ...scenario, branches: [{ name: 'a', changes: [leave(2, 20)] }] });
  });
});

it('branches have names of their own', () => {
  expect(freeBranchName(scenario, 'a')).toBe('a (2)');
  const two = withNewBranch(scenario, { name: 'b', changes: [] });
  expect(withBranchRenamed(two, 1, 'a')).toBe(two);
  expect(withBranchRenamed(two, 1, '')).toBe(two);
  expect(withBranchRenamed(two, 1, 'c').branches.map(({ name }) => name)).toEqual(['a', 'c']);
  expect(withoutBranch(two, 0).branches.map(({ name }) => name)).toEqual(['b']);
});
