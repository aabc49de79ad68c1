import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differingNames, type NamedRun } from './differingNames';

const run = (traits: Readonly<Record<string, string>>, otherwise = ''): NamedRun => ({ traits: new Map(Object.entries(traits)), otherwise });

test('runs of two seeds are named by their seeds', () => {
  const both = { architecture: 'Peer-to-peer', peers: 'N = 30' };
  expect(differingNames([run({ ...both, seed: 'seed 1' }), run({ ...both, seed: 'seed 2' })])).toEqual(['seed 1', 'seed 2']);
});

test('a run alone is named by its architecture, and so are runs that are alike', () => {
  const one = run({ architecture: 'Peer-to-peer', seed: 'seed 1' }, 'ab12');
  expect(differingNames([one])).toEqual(['Peer-to-peer']);
  expect(differingNames([one, one])).toEqual(['Peer-to-peer', 'Peer-to-peer']);
  expect(differingNames([])).toEqual([]);
});

test('what only some runs have is said of those, the others go by what they are', () => {
  expect(differingNames([run({ architecture: 'P2P' }, 'x'), run({ architecture: 'P2P', branch: 'server leaves' }, 'y')])).toEqual(['P2P', 'server leaves']);
});

test('of many differences no more are said than the first four and what tells two runs apart', () => {
  const many = (from: number, last: string) => Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((kind, at) => [kind, kind === 'f' ? last : `${kind}${at < from ? 1 : 2}`]));
  expect(differingNames([run(many(6, 'f1')), run(many(0, 'f1'))])).toEqual(['a1, b1, c1, d1', 'a2, b2, c2, d2']);
  expect(differingNames([run(many(6, 'f1')), run(many(6, 'f2')), run(many(0, 'f2'))])).toEqual(['a1, b1, c1, d1, f1', 'a1, b1, c1, d1, f2', 'a2, b2, c2, d2, f2']);
});

test('runs that differ in nothing worth a word are told apart by what else is known of them', () => {
  expect(differingNames([run({ architecture: 'P2P' }, 'ab12'), run({ architecture: 'P2P' }, 'cd34')])).toEqual(['P2P, ab12', 'P2P, cd34']);
});

describe('for any runs', () => {
  const kinds = ['architecture', 'peers', 'seed', 'upload', 'picker', 'choker', 'latency'];
  const traits = fc.tuple(...kinds.map((kind) => fc.integer({ min: 0, max: 2 }).map((value) => [kind, `${kind} ${value}`] as const)));
  const runs = fc.array(traits.map((all) => ({ traits: new Map(all), otherwise: `#${all.map(([, text]) => text.at(-1)).join('')}` })), { minLength: 1, maxLength: 8 });
  const sameTraits = (a: NamedRun, b: NamedRun) => kinds.every((kind) => a.traits.get(kind) === b.traits.get(kind));

  test('nothing is said that all have in common', () => {
    fc.assert(fc.property(runs, (all) => {
      const common = kinds.map((kind) => all[0]!.traits.get(kind)!).filter((text) => all.every((one) => [...one.traits.values()].some((one) => one === text)));
      const names = differingNames(all);
      if (common.length < kinds.length) expect(names.flatMap((name) => name.split(', ')).filter((part) => common.some((one) => one === part))).toEqual([]);
    }));
  });
  test('two runs have one name only where they are alike in all', () => {
    fc.assert(fc.property(runs, (all) => {
      const names = differingNames(all);
      all.forEach((a, i) => all.forEach((b, j) => expect(names[i] === names[j]).toBe(sameTraits(a, b))));
    }));
  });
  test('the order of the runs changes no name', () => {
    fc.assert(fc.property(runs, (all) => {
      expect(differingNames([...all].reverse())).toEqual(differingNames(all).reverse());
    }));
  });
});
