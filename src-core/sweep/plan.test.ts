import { describe, expect, test } from 'vitest';
import { defaultScenario, parseScenario, type Scenario } from '../scenario/index';
import { planSweep, runsOfShard, seedOf } from './plan';
import type { SweepPlan } from './types';
import { parseVariation } from './values';

const scenario: Scenario = { ...defaultScenario(), seed: 7 };

function sweepOf(vary: readonly string[], repeats = 1, from: Scenario = scenario) {
  const variations = vary.map((text) => {
    const read = parseVariation(text);
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    return read.value;
  });
  return planSweep({ scenario: from, architecture: 'peer-to-peer', variations, repeats });
}
function planOf(...request: Parameters<typeof sweepOf>): SweepPlan {
  const plan = sweepOf(...request);
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues));
  return plan.value;
}
function issuesOf(...request: Parameters<typeof sweepOf>) {
  const plan = sweepOf(...request);
  return plan.ok ? [] : plan.issues;
}
const runsOf = (plan: SweepPlan) => Array.from({ length: plan.runCount }, (_, run) => plan.runAt(run));

describe('the grid of a sweep', () => {
  test('the last variation changes fastest, the repeats of a setting follow each other', () => {
    const runs = runsOf(planOf(['peerGroups[0].count=10,20', 'protocol.endGame=true,false'], 2));
    expect(runs.map(({ values, options }) => [...Object.values(values), options.randomSeed])).toEqual([
      [10, true, 7], [10, true, 8], [10, false, 7], [10, false, 8],
      [20, true, 7], [20, true, 8], [20, false, 7], [20, false, 8],
    ]);
    expect(runs.map(({ run }) => run)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test('each run gets the scenario with its values in it, and all else as it was', () => {
    const { options } = planOf(['peerGroups[0].count=3', 'server.leaveAfterCopies=null,2']).runAt(1);
    expect(options.scenario).toEqual({ ...scenario, peerGroups: [{ ...scenario.peerGroups[0], count: 3 }], server: { ...scenario.server, leaveAfterCopies: 2 } });
  });

  test('without variations there is one setting', () => {
    expect(planOf([], 3)).toMatchObject({ settingCount: 1, runCount: 3 });
  });

  test('choosing a kind brings its defaults, which another variation may replace, whichever comes first', () => {
    const plan = planOf(['peerGroups[0].onComplete.seconds=5,60', 'peerGroups[0].onComplete.kind=stayFor']);
    expect(runsOf(plan).map(({ options }) => options.scenario.peerGroups[0]?.onComplete)).toEqual([{ kind: 'stayFor', seconds: 5 }, { kind: 'stayFor', seconds: 60 }]);
    expect(planOf(['peerGroups[0].arrival.kind=poisson']).runAt(0).options.scenario.peerGroups[0]?.arrival).toEqual({ kind: 'poisson', perSecond: 0.1, fromSeconds: 0 });
  });

  test('a default gives way to what is varied', () => {
    const { options } = planOf(['protocol.maxNeighbours=10']).runAt(0);
    expect(options.scenario.protocol).toMatchObject({ maxNeighbours: 10, minNeighbours: 10 });
  });

  test('a varied seed is the seed of its runs', () => {
    expect(runsOf(planOf(['seed=1..3'])).map(({ options }) => options.randomSeed)).toEqual([1, 2, 3]);
  });
});

describe('a sweep is refused', () => {
  test.each([
    ['a field that is not there, naming those that are meant', ['peerGroups[0].coutn=1'], 'sweepPathSimilar', { similar: expect.stringMatching(/^peerGroups\[0\]\.count\b/) }],
    ['a field without its place', ['pieceSelection=random'], 'sweepPathSimilar', { similar: expect.stringMatching(/^protocol\.pieceSelection\b/) }],
    ['a whole variant', ['peerGroups[0].onComplete=leave'], 'sweepPathSimilar', { similar: expect.stringContaining('peerGroups[0].onComplete.kind') }],
    ['a field nothing is like', ['qqqqqqqqqqqq=1'], 'sweepPath', {}],
    ['a group that is not there', ['peerGroups[1].count=1'], 'sweepGroup', { groups: 1, last: 0 }],
    ['a field of a kind that is not chosen', ['peerGroups[0].arrival.perSecond=1'], 'sweepVariant', { kindPath: 'peerGroups[0].arrival.kind', kinds: 'poisson' }],
    ['a field twice', ['seed=1', 'seed=2'], 'sweepPathTwice', {}],
    ['more runs than there may be', ['seed=1..1000', 'peerGroups[0].count=1..1000'], 'sweepRuns', { max: 100_000 }],
    ['a value out of range', ['protocol.regularUnchokes=4,5000'], 'integer', { max: 1000 }],
    ['a fraction for a whole number', ['peerGroups[0].count=1.5'], 'integer', {}],
    ['text for a number', ['peerGroups[0].count=ten'], 'integer', {}],
    ['a choice that is none', ['protocol.pieceSelection=rarest'], 'choice', { choices: 'rarest-first, random, in-order' }],
    ['a kind that is none', ['peerGroups[0].arrival.kind=late'], 'choice', { choices: 'together, evenly, poisson' }],
    ['null where it means nothing', ['peerGroups[0].count=null'], 'integer', {}],
    ['yes for true', ['protocol.endGame=yes'], 'switch', {}],
    ['values that do not go together', ['protocol.maxNeighbours=5,50', 'protocol.minNeighbours=3,30'], 'neighbours', { max: 5 }],
    ['the file\'s own size in too many pieces', ['content.pieceBits=1'], 'pieces', {}],
  ])('for %s', (_what, vary, code, allowed) => {
    const issues = issuesOf(vary);
    expect(issues.map((issue) => issue.code)).toEqual([code]);
    expect(issues[0]?.allowed).toMatchObject(allowed);
  });

  test('for a seed that is varied beside repeats', () => {
    expect(issuesOf(['seed=1,2'], 2).map(({ code }) => code)).toEqual(['sweepSeed']);
  });
});

describe('which sweep it is', () => {
  const hashOf = (...request: Parameters<typeof sweepOf>) => planOf(...request).header.sweep;
  test('is told by all that decides its rows, and by nothing else', () => {
    const own = hashOf(['peerGroups[0].count=1,2'], 2);
    expect(own).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(hashOf(['peerGroups[0].count=1..2'], 2, { ...scenario, title: 'Another name' })).toBe(own);
    const others = [
      hashOf(['peerGroups[0].count=2,1'], 2), hashOf(['peerGroups[0].count=1,2'], 3), hashOf(['peerGroups[0].count=1,2'], 2, { ...scenario, seed: 8 }),
      hashOf(['peerGroups[0].count=1,2'], 2, { ...scenario, server: { ...scenario.server, uploadBitrate: 1 } }),
    ];
    expect(new Set([own, ...others]).size).toBe(5);
  });
});

test('the shards of a sweep are disjoint, equal within one, and together the whole', () => {
  for (const [runs, shards] of [[10, 3], [10, 1], [2, 4], [9, 9], [100, 7]] as const) {
    const parts = Array.from({ length: shards }, (_, at) => runsOfShard(runs, at + 1, shards));
    expect(parts.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: runs }, (_, run) => run));
    const sizes = parts.map(({ length }) => length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  }
});

test('seeds follow the scenario\'s, and begin again after the largest', () => {
  expect([0, 1, 2].map((repeat) => seedOf(5, repeat))).toEqual([5, 6, 7]);
  expect([0, 1, 2].map((repeat) => seedOf(Number.MAX_SAFE_INTEGER - 1, repeat))).toEqual([Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER, 0]);
});

test('keys that this version does not know change nothing and harm nothing', () => {
  const file = parseScenario({ ...scenario, extra: { a: 1 }, server: { ...scenario.server, more: 2 } });
  if (!file.ok) throw new Error('the scenario is valid');
  expect(planOf(['peerGroups[0].count=1'], 1, file.value).header).toEqual(planOf(['peerGroups[0].count=1']).header);
});
