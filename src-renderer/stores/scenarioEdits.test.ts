import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScenario, defaultScenario, newPeerGroup, peerCount, type Scenario } from '@core/scenario/index';
import { strangersOf } from './branchEdits';
import { createPeerCountEdit, withDuplicate, withField, withGroupMoved, withNewGroup, withoutGroup, withPeerCount } from './scenarioEdits';

const withCounts = (...counts: number[]): Scenario => ({
  ...defaultScenario(),
  peerGroups: counts.map((count, at) => ({ ...newPeerGroup(), name: `g${at}`, count })),
});
const counts = (scenario: Scenario) => scenario.peerGroups.map(({ count }) => count);
const names = (scenario: Scenario) => scenario.peerGroups.map(({ name }) => name);

describe('another number of peers', () => {
  it('keeps the shares of the groups', () => {
    expect(counts(withPeerCount(withCounts(10, 20), 90))).toEqual([30, 60]);
    expect(counts(withPeerCount(withCounts(1, 1, 1), 4))).toEqual([2, 1, 1]);
    expect(counts(withPeerCount(withCounts(0, 0), 5))).toEqual([5, 0]);
  });

  it('is exact for any groups, and no group is more than one peer off its share', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 }), fc.integer({ min: 0, max: 5000 }), (from, peers) => {
      const scenario = withCounts(...from);
      const next = withPeerCount(scenario, peers);
      const before = peerCount(scenario);
      return peerCount(next) === peers && (before === 0 || from.every((count, at) => Math.abs((counts(next)[at] ?? 0) - (count * peers) / before) < 1));
    }));
  });
});

describe('a hand that drags the number of peers', () => {
  const scenario: Scenario = {
    ...withCounts(10, 20), changes: [{ kind: 'leave', peer: 25, atSeconds: 30 }], branches: [{ name: 'b', changes: [{ kind: 'return', peer: 30, atSeconds: 60 }] }],
  };

  it('finds every group and every timed change again on its way back', () => {
    const sized = createPeerCountEdit();
    let now = scenario;
    for (const peers of [29, 12, 3, 1]) now = sized(now, peers);
    expect([counts(now), strangersOf(now).length]).toEqual([[0, 1], 2]);
    for (const peers of [7, 30]) now = sized(now, peers);
    expect(now).toEqual(scenario);
    expect(strangersOf(now)).toEqual([]);
  });

  it('begins anew with whatever else was changed meanwhile', () => {
    const sized = createPeerCountEdit();
    const small = sized(scenario, 3);
    const other = { ...small, peerGroups: small.peerGroups.map((group) => ({ ...group, count: 5 })) };
    expect(counts(sized(other, 20))).toEqual([10, 10]);
  });
});

describe('groups', () => {
  it('are added, duplicated, moved and removed, each with a name of its own', () => {
    const added = withNewGroup(withNewGroup(defaultScenario()));
    expect(names(added)).toEqual(['students', 'students 2', 'students 3']);
    expect(names(withDuplicate(added, 1))).toEqual(['students', 'students 2', 'students 4', 'students 3']);
    expect(names(withGroupMoved(added, 2, 0))).toEqual(['students 3', 'students', 'students 2']);
    expect(names(withoutGroup(added, 0))).toEqual(['students 2', 'students 3']);
    expect(checkScenario(added).ok).toBe(true);
  });

  it('stay as they are when there is none at that place', () => {
    const scenario = defaultScenario();
    expect([withDuplicate(scenario, 4), withGroupMoved(scenario, 0, 1)]).toEqual([scenario, scenario]);
  });
});

it('a field is set without touching its neighbours, unknown keys included', () => {
  const scenario = { ...defaultScenario(), school: 'Hana' };
  expect(withField(scenario, ['peerGroups', 0, 'arrival', 'atSeconds'], 5)).toEqual({
    ...scenario,
    peerGroups: [{ ...scenario.peerGroups[0], arrival: { kind: 'together', atSeconds: 5 } }],
  });
});
