import { expect, test } from 'vitest';
import { resultSchema } from './resultSchema';
import { recordedRun, smallScenario } from './runs.testKit';

const { result } = recordedRun(smallScenario());

test('a result is read as it is', () => {
  const lost = { ...result, lostPieces: [1, 4] };
  expect([resultSchema.parse(result), resultSchema.parse(lost)]).toEqual([result, lost]);
});

test.each([
  ['perPeer', { ...result, perPeer: new Array(1_000_000).fill(null) }],
  ['lostPieces', { ...result, lostPieces: new Array(1_000_000).fill(-1) }],
])('a million wrong entries of %s are one fault, at the first', (name, wrong) => {
  expect(resultSchema.safeParse(wrong).error?.issues.map(({ path }) => path)).toEqual([[name, 0]]);
});

test('a list that is none, or is missing, or is longer than any run has, is refused', () => {
  const { perPeer, ...without } = result;
  expect(perPeer.length).toBeGreaterThan(0);
  const wrong = [{ ...result, perPeer: {} }, without, { ...result, lostPieces: new Array(1_048_577).fill(1) }];
  for (const one of wrong) expect(resultSchema.safeParse(one).error?.issues).toHaveLength(1);
});
