import { describe, expect, test } from 'vitest';
import type { PieceDecision, RoundDecision, ServeCandidate } from '@core/messages/index';
import { defaultScenario } from '@core/scenario/index';
import { decisionWordsOf, observedRun } from './decisions.testKit';
import { wordDecision } from './wordDecision';

const { protocol } = defaultScenario();
const en = decisionWordsOf('en');
const mbit = 1e6;

const candidate = (peer: number, score: number, before: ServeCandidate['before'], after: ServeCandidate['after']): ServeCandidate => ({ peer, score, before, after });
const round: RoundDecision = {
  kind: 'round', timeSeconds: 40, peer: 1, rows: [], ranking: 'received', slots: { regular: 4, optimistic: 1 }, nextRoundSeconds: 50, nextDrawSeconds: 60,
  candidates: [
    candidate(2, 1.2 * mbit, 'regular', 'regular'), candidate(4, 0.9 * mbit, 'choked', 'regular'), candidate(6, 0.8 * mbit, 'regular', 'regular'),
    candidate(3, 0.7 * mbit, 'regular', 'regular'), candidate(5, 0.5 * mbit, 'regular', 'choked'), candidate(7, 0, 'optimistic', 'optimistic'),
  ],
};
const piece: PieceDecision = {
  kind: 'piece', timeSeconds: 12, peer: 1, sender: 2, rows: [], stage: 'fresh', rule: 'rarest-first', chosen: 17,
  candidates: [{ piece: 3, copies: 4, missingBits: mbit }, { piece: 9, copies: 2, missingBits: mbit }, { piece: 17, copies: 2, missingBits: mbit }],
};

describe('a choke round', () => {
  test('reads as in the storyboard', () => {
    expect(wordDecision(round, protocol, en).sentences).toEqual([
      '10 s review. In the last 20 s B (1.2 Mbit/s), D (900 kbit/s), F (800 kbit/s), C (700 kbit/s) gave most; A unchokes those 4.',
      'Optimistic: G by draw (30 s).',
      'Next round 50 s, next draw 60 s.',
    ]);
  });

  test('has a line for each candidate, best first, the chosen ones marked', () => {
    const { table } = wordDecision(round, protocol, en);
    expect(table?.lines.map(({ peer }) => peer)).toEqual([2, 4, 6, 3, 5, 7]);
    expect(table?.lines.filter(({ isChosen }) => isChosen).map(({ peer }) => peer)).toEqual([2, 4, 6, 3, 7]);
    expect(table?.lines[1]?.cells).toEqual(['D', '2', '900 kbit/s', '· → ● by rank']);
    expect(table?.lines[4]?.cells).toEqual(['E', '5', '500 kbit/s', '● → · choked']);
  });

  test('says how a tie at the last slot was broken', () => {
    const tied = (before: ServeCandidate['before']) => ({ ...round, candidates: [...round.candidates.slice(0, 3), candidate(3, 5e5, 'regular', 'regular'), candidate(5, 5e5, before, 'choked')] });
    expect(wordDecision(tied('regular'), protocol, en).sentences[1]).toBe('Several stand equal at 500 kbit/s: a draw decided among them.');
    expect(wordDecision(tied('choked'), protocol, en).sentences[1]).toBe('Several stand equal at 500 kbit/s: those served already stay, a draw decides among the others.');
  });
});

test('a piece that was rarest with another one was drawn, and stands in the order of rarity', () => {
  const { sentences, table } = wordDecision(piece, protocol, en);
  expect(sentences).toEqual([
    'Rarest first. B has 3 pieces that A lacks and nobody is sending; of piece 17 its neighbours hold only 2.',
    '2 pieces stand equal with 2: a draw decided.',
  ]);
  expect(table?.lines.map(({ cells }) => cells.slice(0, 2))).toEqual([['9', '2'], ['17', '2'], ['3', '4']]);
});

test.each(['en', 'ko'] as const)('whole runs are worded in %s: every sentence is there and has its values, and the table marks what was chosen', (language) => {
  const words = decisionWordsOf(language);
  const runs = [
    observedRun(), observedRun({ pieceSelection: 'in-order', latencySeconds: 0.2, maxNeighbours: 4, trackerResponsePeers: 3 }),
    observedRun({ pieceSelection: 'random', randomFirstPieces: 3, optimisticUnchokes: 0, regularUnchokes: 2 }), observedRun({ regularUnchokes: 0 }), observedRun({}, 'client-server'),
  ];
  const said = runs.flatMap(({ scenario, decisions }) => decisions.map((decision) => ({ decision, text: wordDecision(decision, scenario.protocol, words) })));
  const texts = new Set(said.flatMap(({ text: { title, sentences, table } }) => [title, ...sentences, ...(table?.columns ?? []), ...(table?.lines.flatMap(({ cells }) => cells) ?? [])]));
  expect([...texts].filter((text) => /[{}|]|undefined|NaN|null/.test(text))).toEqual([]);
  const isMarkedWrongly = ({ decision, text: { table } }: (typeof said)[number]) => {
    const marked = String(table?.lines.flatMap(({ isChosen, key }) => (isChosen ? [key] : [])));
    if (decision.kind === 'piece') return marked !== String(decision.chosen);
    return decision.kind === 'round' && table !== null && marked !== String(decision.candidates.filter(({ after }) => after !== 'choked').map(({ peer }) => peer));
  };
  expect(said.filter(isMarkedWrongly)).toEqual([]);
  expect(said.filter(({ text }) => text.sentences.length === 0)).toEqual([]);
  expect(new Set(runs.flatMap(({ decisions }) => decisions.map(({ kind }) => kind))).size).toBe(6);
});
