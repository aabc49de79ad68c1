import type { Decision, DecisionObserver, Question } from '@core/messages/index';

/** A candidate takes about 50 bytes, and a choice among pieces may list all of them: some 25 MB. */
const MOST_CANDIDATES = 500_000;

/** What is asked of a log, and from where on it is to be kept. */
type Asked = Pick<Question, 'row' | 'round' | 'fromRow' | 'fromSeconds' | 'roundsFromSeconds'>;

/** Keeps the decisions on the way to the last question; the oldest are forgotten when they become too many. */
export interface DecisionLog extends Required<DecisionObserver> {
  /** Whether it can answer about a row that has been written already. */
  covers(asked: Asked): boolean;
  /** Null: no decision led to that row, or the peer had no round before that time. */
  answer(asked: Asked): Decision | null;
  /** Keeps decisions from where the question wants them, or from now on; of those before, only rounds: they are few. */
  restart(asked: Asked, rowCount: number, nowSeconds: number): void;
}

/** Entries of its table: what it weighs in memory. */
const weightOf = (decision: Decision) =>
  1 + ('candidates' in decision ? decision.candidates.length : decision.kind === 'tracker' ? decision.offered.length : 0);

export function createDecisionLog(): DecisionLog {
  let kept: Decision[] = [];
  let weight = 0;
  let firstRow = 0;
  let fromSeconds = Infinity;
  let roundsFromSeconds = Infinity;

  /** Forgets the older half. */
  function forget(): void {
    const dropped = kept.splice(0, Math.ceil(kept.length / 2));
    for (const decision of dropped) {
      weight -= weightOf(decision);
      roundsFromSeconds = Math.max(roundsFromSeconds, decision.timeSeconds);
      for (const row of decision.rows) firstRow = Math.max(firstRow, row + 1);
    }
  }

  return {
    get fromSeconds() {
      return fromSeconds;
    },
    get roundsFromSeconds() {
      return roundsFromSeconds;
    },
    take(decision) {
      kept.push(decision);
      weight += weightOf(decision);
      if (weight > MOST_CANDIDATES) forget();
    },
    covers: ({ row, round, roundsFromSeconds: wantedSeconds }) => (round === null ? row >= firstRow : wantedSeconds >= roundsFromSeconds),
    answer: ({ row, round }) =>
      kept.findLast((decision) => (round === null
        ? decision.rows.includes(row)
        : decision.kind === 'round' && decision.peer === round.peer && decision.timeSeconds <= round.untilSeconds)) ?? null,
    restart(asked, rowCount, nowSeconds) {
      kept = kept.filter(({ kind }) => kind === 'round');
      weight = kept.reduce((sum, decision) => sum + weightOf(decision), 0);
      firstRow = Math.max(asked.fromRow, rowCount);
      fromSeconds = asked.fromSeconds;
      if (roundsFromSeconds > nowSeconds) roundsFromSeconds = Math.max(asked.roundsFromSeconds, nowSeconds);
    },
  };
}
