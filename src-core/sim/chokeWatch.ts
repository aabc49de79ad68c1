import {
  drawCandidates, freeSlotCandidates, roundCandidates, type ChokeDecision, type Choker, type Decision, type DecisionObserver, type Ranking,
} from '../policy/index';
import type { Swarm } from './swarm';

/** Describes to an observer whom peers decide to serve. Each method is called after the choker has decided, before that is applied. */
export interface ChokeWatch {
  round(peer: number, now: number, ranking: Ranking, decision: ChokeDecision, nextRoundSeconds: number, nextDrawSeconds: number): void;
  draw(peer: number, now: number, ranking: Ranking, decision: ChokeDecision, nextDrawSeconds: number): void;
  freeSlot(peer: number, now: number, ranking: Ranking, chosenRow: number, slot: 'regular' | 'optimistic'): void;
  /** The decision described last led to that row of the trace. */
  led(line: number): void;
}

export function createChokeWatch(swarm: Swarm, choker: Choker, observer: DecisionObserver): ChokeWatch {
  const { table, firstRow, rowSpan, slots } = swarm;
  let rows: number[] | null = null;
  const isWatching = (now: number, fromSeconds: number) => {
    rows = null;
    return now >= fromSeconds;
  };
  const take = (describe: (rows: number[]) => Decision) => {
    rows = [];
    observer.take(describe(rows));
  };
  const waiting = (peer: number, alsoOptimistic: boolean) => choker.listWaiting(table, firstRow[peer]!, rowSpan[peer]!, alsoOptimistic);
  return {
    round(peer, now, ranking, decision, nextRoundSeconds, nextDrawSeconds) {
      if (!isWatching(now, observer.roundsFromSeconds ?? observer.fromSeconds)) return;
      const candidates = roundCandidates(table, decision);
      take((led) => ({ kind: 'round', timeSeconds: now, peer, rows: led, ranking, slots: slots[peer]!, candidates, nextRoundSeconds, nextDrawSeconds }));
    },
    draw(peer, now, ranking, decision, nextDrawSeconds) {
      if (!isWatching(now, observer.fromSeconds)) return;
      const candidates = drawCandidates(table, waiting(peer, true), ranking, decision);
      take((led) => ({ kind: 'optimistic', timeSeconds: now, peer, rows: led, slots: slots[peer]!, candidates, nextDrawSeconds }));
    },
    freeSlot(peer, now, ranking, chosenRow, slot) {
      if (!isWatching(now, observer.fromSeconds)) return;
      const candidates = freeSlotCandidates(table, waiting(peer, false), ranking, chosenRow, slot);
      take((led) => ({ kind: 'free-slot', timeSeconds: now, peer, rows: led, slot, ranking, candidates }));
    },
    led: (line) => void rows?.push(line),
  };
}
