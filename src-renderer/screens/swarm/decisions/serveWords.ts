import type { Ranking, RoundDecision, ServeCandidate } from '@core/messages/index';
import { listOf, sentencesOf, type CandidateTable, type DecisionWords, type Wording } from './decisionText';

/** A mark for each service, so that the table is read at a glance and without colour. */
const marks = { choked: '·', regular: '●', optimistic: '◌' } as const;

function scoreText(score: number, ranking: Ranking, words: DecisionWords): string {
  if (ranking !== 'round-robin') return words.bitrate(score);
  return score > 0 ? words.say('decision.serve.never') : words.clock(-score);
}

const nameAndScore = ({ peer, score }: ServeCandidate, words: DecisionWords) => words.say('decision.serve.named', { peer: words.peer(peer), rate: words.bitrate(score) });

/** @param ranking what they were ranked by; null: scores do not count */
function tableOf(caption: string, candidates: readonly ServeCandidate[], ranking: Ranking | null, words: DecisionWords): CandidateTable | null {
  if (candidates.length === 0) return null;
  const { say } = words;
  /** What it was before stands there only where it is something else now. */
  const slot = ({ before, after }: ServeCandidate) => [...(before === after ? [] : [marks[before], '→']), marks[after], say(`decision.service.${after}`)].join(' ');
  const ranks = ranking === null ? [] : [say('decision.column.rank')];
  const scores = ranking === null ? [] : [say(`decision.column.${ranking}`)];
  return {
    caption,
    columns: [say('decision.column.peer'), ...ranks, ...scores, say('decision.column.slot')],
    lines: candidates.map((candidate, at) => ({
      key: candidate.peer,
      peer: candidate.peer,
      isChosen: candidate.after !== 'choked',
      cells: [
        words.peer(candidate.peer),
        ...(ranking === null ? [] : [String(at + 1), scoreText(candidate.score, ranking, words)]),
        slot(candidate),
      ],
    })),
  };
}

const chosenFirst = (candidates: readonly ServeCandidate[]) =>
  [...candidates].sort((a, b) => Number(a.after === 'choked') - Number(b.after === 'choked') || a.peer - b.peer);
const byScore = (candidates: readonly ServeCandidate[]) => chosenFirst(candidates).sort((a, b) => b.score - a.score);

/** How the best were told apart from the next; false: their scores say it. */
function tieText({ candidates, slots, ranking }: RoundDecision, words: DecisionWords): string | false {
  const last = candidates[slots.regular - 1];
  const next = candidates[slots.regular];
  if (!last || last.score !== next?.score) return false;
  const isByDraw = (last.before === 'choked') === (next.before === 'choked');
  return words.say(isByDraw ? 'decision.round.tieDraw' : 'decision.round.tieServed', { rate: scoreText(last.score, ranking, words) });
}

function whoEarned(decision: RoundDecision, window: number, words: DecisionWords): string {
  const { say, duration } = words;
  const { candidates, slots, ranking, peer: owner } = decision;
  const peer = words.peer(owner);
  const chosen = candidates.filter(({ after }) => after === 'regular');
  if (candidates.length === 0) return say('decision.round.nobody', { peer });
  if (slots.regular === 0) return say('decision.round.noSlot', { peer });
  if (ranking === 'round-robin') return say('decision.round.turns', { peer, list: listOf(chosen.map((one) => words.peer(one.peer)), words), n: chosen.length });
  const givers = chosen.filter(({ score }) => score > 0);
  const values = { peer, window: duration(window), n: givers.length, list: listOf(givers.map((one) => nameAndScore(one, words)), words) };
  const names = { peer, window: duration(window), list: listOf(chosen.map((one) => words.peer(one.peer)), words) };
  if (givers.length === 0) return say(`decision.round.zero.${ranking}`, names);
  return say(`decision.round.${ranking}`, values);
}

export const wordRound: Wording<'round'> = (decision, { rechokeSeconds, optimisticSeconds, rateWindowSeconds }, words) => {
  const { say, clock, duration } = words;
  const { candidates, slots, ranking, timeSeconds, nextRoundSeconds, nextDrawSeconds } = decision;
  const drawn = candidates.filter(({ after }) => after === 'optimistic');
  const hasRoom = candidates.length > 0 && candidates.length <= slots.regular;
  return {
    title: say('decision.round.title', { peer: words.peer(decision.peer), time: clock(timeSeconds) }),
    sentences: sentencesOf(
      [say('decision.round.every', { every: duration(rechokeSeconds) }), whoEarned(decision, rateWindowSeconds, words)].join(' '),
      hasRoom && say('decision.round.room', { slots: slots.regular, n: candidates.length }),
      tieText(decision, words),
      drawn.length > 0 && say('decision.round.optimistic', { list: listOf(drawn.map(({ peer }) => words.peer(peer)), words), every: duration(optimisticSeconds) }),
      slots.optimistic > 0
        ? say('decision.round.next', { round: clock(nextRoundSeconds), draw: clock(nextDrawSeconds) })
        : say('decision.round.nextOnly', { round: clock(nextRoundSeconds) }),
    ),
    table: tableOf(say('decision.serve.caption', { n: candidates.length }), candidates, ranking, words),
  };
};

export const wordOptimistic: Wording<'optimistic'> = ({ peer, timeSeconds, candidates, nextDrawSeconds }, { optimisticSeconds }, words) => {
  const { say, clock, duration } = words;
  const drawn = candidates.filter(({ after }) => after === 'optimistic').map((one) => words.peer(one.peer));
  return {
    title: say('decision.optimistic.title', { peer: words.peer(peer), time: clock(timeSeconds) }),
    sentences: sentencesOf(
      drawn.length === 0
        ? say('decision.optimistic.nobody', { every: duration(optimisticSeconds) })
        : say('decision.optimistic.drawn', { every: duration(optimisticSeconds), list: listOf(drawn, words), n: candidates.length }),
      say('decision.optimistic.why'),
      say('decision.optimistic.next', { draw: clock(nextDrawSeconds) }),
    ),
    table: tableOf(say('decision.serve.waiting', { n: candidates.length }), chosenFirst(candidates), null, words),
  };
};

export const wordFreeSlot: Wording<'free-slot'> = ({ peer, timeSeconds, slot, ranking, candidates }, { rateWindowSeconds }, words) => {
  const { say, clock, duration } = words;
  const isDraw = slot === 'optimistic';
  const chosen = candidates.find(({ after }) => after !== 'choked');
  const equals = candidates.filter(({ score }) => score === chosen?.score).length;
  const how = candidates.length === 1 ? 'only' : isDraw ? 'draw' : equals > 1 ? 'tie' : ranking;
  const values = {
    who: chosen === undefined ? '' : words.peer(chosen.peer),
    rate: chosen === undefined ? '' : scoreText(chosen.score, ranking, words),
    n: isDraw ? candidates.length : equals,
    window: duration(rateWindowSeconds),
  };
  return {
    title: say('decision.free.title', { peer: words.peer(peer), time: clock(timeSeconds) }),
    sentences: [say(`decision.free.${slot}`), say(`decision.free.${how}`, values)],
    table: tableOf(say('decision.serve.waiting', { n: candidates.length }), isDraw ? chosenFirst(candidates) : byScore(candidates), isDraw ? null : ranking, words),
  };
};
