import type { PieceCandidate, PieceDecision } from '@core/messages/index';
import { sentencesOf, type CandidateTable, type DecisionWords, type Wording } from './decisionText';

/** The order in which the rule looks at them. */
function inOrderOfRule({ candidates, rule }: PieceDecision): PieceCandidate[] {
  if (rule === 'rarest-first') return [...candidates].sort((a, b) => a.copies - b.copies || a.piece - b.piece);
  if (rule === 'most-missing') return [...candidates].sort((a, b) => b.missingBits - a.missingBits || a.piece - b.piece);
  return [...candidates];
}

function pieceTable(decision: PieceDecision, words: DecisionWords): CandidateTable {
  const { say, number, size } = words;
  const { candidates, chosen, stage } = decision;
  const withMissing = stage !== 'fresh';
  return {
    caption: say('decision.piece.caption', { n: candidates.length }),
    columns: [say('decision.column.piece'), say('decision.column.copies'), ...(withMissing ? [say('decision.column.missing')] : []), say('decision.column.choice')],
    lines: inOrderOfRule(decision).map(({ piece, copies, missingBits }) => ({
      key: piece,
      peer: null,
      isChosen: piece === chosen,
      cells: [String(piece), number(copies), ...(withMissing ? [size(missingBits)] : []), piece === chosen ? say('decision.piece.chosen') : ''],
    })),
  };
}

/** How many stand equal with the chosen one by the rule; a draw decides among them. */
function equalsOf({ candidates, rule, chosen }: PieceDecision): number {
  if (rule !== 'rarest-first') return 1;
  const mine = candidates.find(({ piece }) => piece === chosen);
  return candidates.filter(({ copies }) => copies === mine?.copies).length;
}

export const wordPiece: Wording<'piece'> = (decision, { randomFirstPieces }, words) => {
  const { say, clock, size } = words;
  const { peer, sender, chosen, candidates, stage, rule, timeSeconds } = decision;
  const mine = candidates.find(({ piece }) => piece === chosen);
  const equals = equalsOf(decision);
  const values = {
    piece: chosen, peer: words.peer(peer), sender: words.peer(sender), n: candidates.length,
    copies: mine?.copies ?? 0, missing: size(mine?.missingBits ?? 0), first: randomFirstPieces,
  };
  return {
    title: say('decision.piece.title', { ...values, time: clock(timeSeconds) }),
    sentences: sentencesOf(
      stage === 'begun' && say('decision.piece.begun'),
      candidates.length === 1 && rule !== 'most-missing' ? say('decision.piece.only', values) : say(`decision.piece.rule.${rule}`, values),
      equals > 1 && say('decision.piece.tie', { equals, copies: values.copies }),
    ),
    table: pieceTable(decision, words),
  };
};

export const wordConnection: Wording<'connection'> = ({ peer, remote, timeSeconds, outcome, neighbours, remoteNeighbours, maxNeighbours }, _protocol, words) => {
  const values = {
    peer: words.peer(peer), remote: words.peer(remote), neighbours, remoteNeighbours, most: maxNeighbours,
    full: words.peer(remoteNeighbours >= maxNeighbours ? remote : peer),
  };
  return {
    title: words.say('decision.connection.title', { ...values, time: words.clock(timeSeconds) }),
    sentences: [words.say(`decision.connection.${outcome}`, values)],
    table: null,
  };
};

export const wordTracker: Wording<'tracker'> = ({ peer, timeSeconds, members, most, offered, neighbours, dialsUpTo }, _protocol, words) => {
  const { say } = words;
  const dialled = offered.filter(({ isDialled }) => isDialled).length;
  const extent = offered.length === 0 ? 'none' : offered.length < members - 1 ? 'some' : 'all';
  const values = { peer: words.peer(peer), offered: offered.length, others: Math.max(0, members - 1), most, dialled, neighbours, places: dialsUpTo };
  return {
    title: say('decision.tracker.title', { ...values, time: words.clock(timeSeconds) }),
    sentences: sentencesOf(
      say(`decision.tracker.${extent}`, values),
      offered.length > 0 && say(dialled < offered.length ? 'decision.tracker.dialsSome' : 'decision.tracker.dialsAll', values),
    ),
    table: offered.length === 0 ? null : {
      caption: say('decision.tracker.caption', { n: offered.length }),
      columns: [say('decision.column.peer'), say('decision.column.dialled')],
      lines: offered.map((one) => ({ key: one.peer, peer: one.peer, isChosen: one.isDialled, cells: [words.peer(one.peer), say(one.isDialled ? 'decision.tracker.yes' : 'decision.tracker.no')] })),
    },
  };
};
