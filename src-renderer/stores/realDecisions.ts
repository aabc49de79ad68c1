import type { Decision, Question } from '@core/messages/index';
import { MOST_CANDIDATES, weightOf, type ToldDecisions } from '@core/record/index';

/** What the brains of real peers decided, and what they saw: a run over sockets cannot be computed again to find out. */
export interface RealDecisions {
  take(decisions: readonly Decision[]): void;
  /** All that is known, to be kept. */
  told(): ToldDecisions;
  /** Null: nobody decided that; undefined: it is so long ago that it was forgotten. */
  answer(asked: Pick<Question, 'row' | 'round'>): Decision | null | undefined;
}

/** Of these a run that waits for guests makes hundreds a minute, each with all addresses that are known. */
const isIdleAnswer = (decision: Decision): boolean => decision.kind === 'tracker' && !decision.offered.some(({ isDialled }) => isDialled);

/**
 * Keeps decisions; the oldest are forgotten when they become too many, first those that came to nothing.
 * @param before those of a run that was kept
 */
export function createRealDecisions(mostCandidates = MOST_CANDIDATES, before: ToldDecisions = { decisions: [], fromRow: 0, fromSeconds: 0 }): RealDecisions {
  let kept: Decision[] = [];
  let byRow = new Map<number, Decision>();
  let weight = 0;
  let firstRow = before.fromRow;
  let firstSeconds = before.fromSeconds;

  function keep(decision: Decision): void {
    kept.push(decision);
    weight += weightOf(decision);
    for (const row of decision.rows) byRow.set(row, decision);
  }

  function forget(): void {
    const idle = kept.filter(isIdleAnswer);
    const isCrowded = idle.reduce((sum, decision) => sum + weightOf(decision), 0) > mostCandidates / 4;
    const crowd = isCrowded ? idle : kept;
    const older = new Set(crowd.slice(0, Math.ceil(crowd.length / 2)));
    for (const { kind, rows, timeSeconds } of older) {
      firstRow = Math.max(firstRow, ...rows.map((row) => row + 1));
      // Only choke rounds are asked for by their moment.
      if (kind === 'round') firstSeconds = Math.max(firstSeconds, timeSeconds);
    }
    const rest = kept.filter((decision) => !older.has(decision));
    [kept, byRow, weight] = [[], new Map(), 0];
    rest.forEach(keep);
  }

  before.decisions.forEach(keep);

  return {
    told: () => ({ decisions: kept, fromRow: firstRow, fromSeconds: firstSeconds }),
    take(decisions) {
      decisions.forEach(keep);
      if (weight > mostCandidates) forget();
    },
    answer({ row, round }) {
      if (round === null) return byRow.get(row) ?? (row < firstRow ? undefined : null);
      const latest = kept.findLast(({ kind, peer, timeSeconds }) => kind === 'round' && peer === round.peer && timeSeconds <= round.untilSeconds);
      return latest ?? (round.untilSeconds < firstSeconds ? undefined : null);
    },
  };
}
