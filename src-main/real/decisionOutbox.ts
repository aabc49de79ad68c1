import type { Decision, DecisionObserver } from '@core/messages/index';

/** A piece that was chosen is begun by then, or never: its neighbour has choked or left meanwhile. */
const LONGEST_WAIT_MS = 20_000;

/** Decisions of the brains on their way to the window: each goes once the trace has a row of it. */
export interface DecisionOutbox extends DecisionObserver {
  take(decision: Decision): void;
  /** Those that are carried out by now. Choke rounds go also where they changed nothing. */
  settled(): readonly Decision[];
  /** Takes no more: brains go on until their sockets are closed, and may meet peers that the trace does not have. */
  end(): void;
}

export function createDecisionOutbox(nowMs: () => number): DecisionOutbox {
  let isOver = false;
  let waiting: { readonly decision: Decision; readonly takenMs: number }[] = [];
  const isSettled = ({ kind, rows }: Decision) => kind === 'round' || rows.length > 0;
  /** What was decided about somebody who has just left has no row. */
  const written = (decision: Decision) => ({ ...decision, rows: decision.rows.filter((row) => row >= 0) });
  return {
    fromSeconds: 0,
    take(decision) {
      if (!isOver) waiting.push({ decision, takenMs: nowMs() });
    },
    settled() {
      const now = nowMs();
      const settled = waiting.filter(({ decision }) => isSettled(decision)).map(({ decision }) => written(decision)).filter(isSettled);
      waiting = waiting.filter(({ decision, takenMs }) => !isSettled(decision) && now - takenMs < LONGEST_WAIT_MS);
      return settled;
    },
    end: () => void (isOver = true),
  };
}
