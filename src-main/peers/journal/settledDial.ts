import type { ConnectionDecision, DecisionObserver } from '@core/policy/index';

/** What came of a dial, as the card of it tells: the numbers of neighbours are those before. */
export interface SettledDial extends Pick<ConnectionDecision, 'timeSeconds' | 'peer' | 'remote' | 'outcome' | 'neighbours' | 'remoteNeighbours'> {
  /** The row of the trace that says so. */
  readonly row: number;
}

/** Tells an observer of dials as the simulator tells of its own. Without one, nothing is told. */
export function tellDials(observer: DecisionObserver | undefined, maxNeighbours: number): (dial: SettledDial) => void {
  return ({ row, ...dial }) => {
    if (observer && dial.timeSeconds >= observer.fromSeconds) observer.take({ ...dial, kind: 'connection', rows: [row], maxNeighbours });
  };
}
