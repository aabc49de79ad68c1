import { scoreOf, type ChokeDecision, type Ranking } from './choker';
import type { ServeCandidate, Service } from './decisions';
import { NeighbourFlag, type NeighbourTable } from './neighbourTable';

/*
 * Candidates of a choke decision in words of peers instead of rows. To be asked after the choker has decided and before
 * the decision is applied: the flags still say who was served before.
 */

const { amChoking, optimistic } = NeighbourFlag;

function serviceOf(flags: number): Service {
  if (flags & amChoking) return 'choked';
  return flags & optimistic ? 'optimistic' : 'regular';
}

const candidateOf = (table: NeighbourTable, row: number, score: number, after: Service): ServeCandidate =>
  ({ peer: table.remote[row]!, score, before: serviceOf(table.flags[row]!), after });

/** Of a round, best first. */
export function roundCandidates(table: NeighbourTable, { candidate, candidateCount, score, unchokeCount, optimistic: drawn, optimisticCount }: ChokeDecision): ServeCandidate[] {
  const stays = new Set(drawn.subarray(0, optimisticCount));
  const after = (row: number, rank: number) => (rank < unchokeCount ? 'regular' : stays.has(row) ? 'optimistic' : 'choked');
  return Array.from(candidate.subarray(0, candidateCount), (row, rank) => candidateOf(table, row, score[rank]!, after(row, rank)));
}

/** Of an optimistic draw. @param rows those that were in the draw (`Choker.listWaiting`) */
export function drawCandidates(table: NeighbourTable, rows: Int32Array, ranking: Ranking, { optimistic: drawn, optimisticCount }: ChokeDecision): ServeCandidate[] {
  const chosen = new Set(drawn.subarray(0, optimisticCount));
  return Array.from(rows, (row) => candidateOf(table, row, scoreOf(table, ranking, row), chosen.has(row) ? 'optimistic' : 'choked'));
}

/** Of a slot that fell free. @param rows those that waited (`Choker.listWaiting`), of which one was chosen */
export function freeSlotCandidates(table: NeighbourTable, rows: Int32Array, ranking: Ranking, chosen: number, slot: 'regular' | 'optimistic'): ServeCandidate[] {
  return Array.from(rows, (row) => candidateOf(table, row, scoreOf(table, ranking, row), row === chosen ? slot : 'choked'));
}
