import type { Decision, RoundDecision } from '@core/messages/index';
import { expect, test } from 'vitest';
import { createRealDecisions } from './realDecisions';

const roundOf = (timeSeconds: number, peer: number, rows: number[]): RoundDecision => ({
  kind: 'round', timeSeconds, peer, rows, ranking: 'received', slots: { regular: 1, optimistic: 0 }, nextRoundSeconds: timeSeconds + 10, nextDrawSeconds: Infinity,
  candidates: [{ peer: 9, score: 1, before: 'choked', after: 'regular' }],
});

test('a row is answered by the decision that led to it, a moment by the latest round of the peer', () => {
  const decisions = createRealDecisions();
  const [first, other, second] = [roundOf(10, 1, [4, 5]), roundOf(11, 2, [6]), roundOf(20, 1, [])];
  decisions.take([first, other]);
  decisions.take([second]);
  expect(decisions.answer({ row: 5, round: null })).toBe(first);
  expect(decisions.answer({ row: 7, round: null })).toBe(null);
  expect(decisions.answer({ row: 7, round: { peer: 1, untilSeconds: 19 } })).toBe(first);
  expect(decisions.answer({ row: 7, round: { peer: 1, untilSeconds: 25 } })).toBe(second);
  expect(decisions.answer({ row: 7, round: { peer: 3, untilSeconds: 25 } })).toBe(null);
});

test('the oldest are forgotten when they become too many, and it says so', () => {
  const decisions = createRealDecisions(20);
  for (let at = 0; at < 50; at++) decisions.take([roundOf(at, 1, [at])]);
  expect(decisions.answer({ row: 49, round: null })?.timeSeconds).toBe(49);
  expect(decisions.answer({ row: 0, round: null })).toBe(undefined);
  expect(decisions.answer({ row: 0, round: { peer: 1, untilSeconds: 1 } })).toBe(undefined);
});

test('those of a run that was kept answer as they did, also what was forgotten before', () => {
  const decisions = createRealDecisions(20);
  for (let at = 0; at < 50; at++) decisions.take([roundOf(at, 1, [at])]);
  const again = createRealDecisions(undefined, decisions.told());
  for (let row = 0; row < 60; row++) {
    expect(again.answer({ row, round: null })).toBe(decisions.answer({ row, round: null }));
    expect(again.answer({ row, round: { peer: 1, untilSeconds: row } })).toBe(decisions.answer({ row, round: { peer: 1, untilSeconds: row } }));
  }
  expect(again.told()).toEqual(decisions.told());
});

test('answers of the tracker that led to no dial are forgotten before anything else', () => {
  const decisions = createRealDecisions(200);
  const answerAt = (timeSeconds: number, isDialled: boolean): Decision => ({
    kind: 'tracker', timeSeconds, peer: 1, rows: [timeSeconds], members: 20, most: 50, neighbours: 19, dialsUpTo: 35,
    offered: Array.from({ length: 19 }, (_, peer) => ({ peer, isDialled })),
  });
  decisions.take([answerAt(0, true), roundOf(1, 1, [1])]);
  for (let at = 2; at < 200; at++) decisions.take([answerAt(at, false)]);
  expect([0, 1, 2, 199].map((row) => decisions.answer({ row, round: null })?.timeSeconds)).toEqual([0, 1, undefined, 199]);
  expect(decisions.answer({ row: 2, round: null })).toBe(undefined);
  expect(decisions.answer({ row: 1, round: { peer: 2, untilSeconds: 1 } })).toBe(null);
});
