import type { Decision, ServeCandidate } from '../policy/index';
import type { Pen } from './numberColumns';

/** Stands for a moment that never comes. */
export const NEVER = -1;

// Places in these lists stand in files: append, never renumber.

export const KINDS = ['round', 'optimistic', 'free-slot', 'piece', 'connection', 'tracker'] as const satisfies readonly Decision['kind'][];
export const RANKINGS = ['received', 'sent', 'round-robin'] as const;
export const SERVICES = ['choked', 'regular', 'optimistic'] as const;
export const SLOTS = ['regular', 'optimistic'] as const;
export const STAGES = ['begun', 'fresh', 'shared'] as const;
export const RULES = ['rarest-first', 'random', 'in-order', 'random-first', 'most-missing'] as const;
export const OUTCOMES = ['accepted', 'offline', 'full', 'unreachable'] as const;

export const COLUMNS = [
  'kind', 'peer', 'seconds', 'length', 'row', 'choice', 'regularSlots', 'optimisticSlots', 'nextRound', 'nextDraw', 'candidate', 'score', 'service',
  'piece', 'copies', 'missing', 'remote', 'neighbours', 'offered', 'members',
] as const;
export type Column = (typeof COLUMNS)[number];

const momentOf = (seconds: number) => (Number.isFinite(seconds) ? seconds : NEVER);

function writeCandidates(pen: Pen<Column>, candidates: readonly ServeCandidate[]): void {
  pen.put('length', candidates.length);
  for (const { peer, score, before, after } of candidates) {
    pen.put('candidate', peer);
    pen.put('score', score);
    pen.put('service', SERVICES.indexOf(before) * SERVICES.length + SERVICES.indexOf(after));
  }
}

/** Writes a decision into the columns; `readDecision` reads in the same order. */
export function writeDecision(pen: Pen<Column>, decision: Decision): void {
  pen.put('kind', KINDS.indexOf(decision.kind));
  pen.put('peer', decision.peer);
  pen.put('seconds', decision.timeSeconds);
  pen.put('length', decision.rows.length);
  for (const row of decision.rows) pen.step('row', row);
  if ('ranking' in decision) pen.put('choice', RANKINGS.indexOf(decision.ranking));
  if ('slots' in decision) {
    pen.put('regularSlots', decision.slots.regular);
    pen.put('optimisticSlots', decision.slots.optimistic);
    pen.put('nextDraw', momentOf(decision.nextDrawSeconds));
  }
  switch (decision.kind) {
    case 'round':
      pen.put('nextRound', momentOf(decision.nextRoundSeconds));
      return writeCandidates(pen, decision.candidates);
    case 'optimistic':
      return writeCandidates(pen, decision.candidates);
    case 'free-slot':
      pen.put('choice', SLOTS.indexOf(decision.slot));
      return writeCandidates(pen, decision.candidates);
    case 'piece':
      pen.put('remote', decision.sender);
      pen.put('choice', STAGES.indexOf(decision.stage));
      pen.put('choice', RULES.indexOf(decision.rule));
      pen.step('piece', decision.chosen);
      pen.put('length', decision.candidates.length);
      for (const { piece, copies, missingBits } of decision.candidates) {
        pen.step('piece', piece);
        pen.put('copies', copies);
        pen.put('missing', missingBits);
      }
      return;
    case 'connection':
      pen.put('remote', decision.remote);
      pen.put('choice', OUTCOMES.indexOf(decision.outcome));
      for (const count of [decision.neighbours, decision.remoteNeighbours, decision.maxNeighbours]) pen.put('neighbours', count);
      return;
    case 'tracker':
      for (const count of [decision.members, decision.most]) pen.put('members', count);
      for (const count of [decision.neighbours, decision.dialsUpTo]) pen.put('neighbours', count);
      pen.put('length', decision.offered.length);
      for (const { peer, isDialled } of decision.offered) pen.put('offered', 2 * peer + Number(isDialled));
  }
}
