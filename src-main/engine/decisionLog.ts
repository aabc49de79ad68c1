import type { Decision } from '@core/messages/index';

/** The decisions on the way to the last question; older ones are forgotten, each may hold a list of all pieces. */
const MOST_KEPT = 4_000;

/** Keeps decisions, and finds the one that led to a row. */
export interface DecisionLog {
  /** Decisions before that time are not taken. */
  fromSeconds: number;
  take(decision: Decision): void;
  /** Whether a row that has been written is one that `at` knows of. */
  covers(row: number): boolean;
  /** The decision that led to a row; null: none did. */
  at(row: number): Decision | null;
  /** Forgets all: decisions are taken from that row on, which has that time. */
  restart(fromRow: number, fromSeconds: number): void;
}

export function createDecisionLog(): DecisionLog {
  let kept: Decision[] = [];
  let firstRow = 0;
  const log: DecisionLog = {
    fromSeconds: Infinity,
    take(decision) {
      kept.push(decision);
      if (kept.length <= MOST_KEPT) return;
      const dropped = kept.slice(0, MOST_KEPT / 2);
      kept = kept.slice(MOST_KEPT / 2);
      firstRow = dropped.reduce((last, { rows }) => rows.reduce((most, row) => Math.max(most, row + 1), last), firstRow);
    },
    covers: (row) => row >= firstRow,
    at: (row) => kept.findLast(({ rows }) => rows.includes(row)) ?? null,
    restart(fromRow, fromSeconds) {
      kept = [];
      firstRow = fromRow;
      log.fromSeconds = fromSeconds;
    },
  };
  return log;
}
