import { wordsFor } from '../base/index';
import { peerCount, pieceCount, type Scenario } from '../scenario/index';
import { bounds } from '../theory/index';
import { PURPOSES } from './purposes';
import type { RunOptions } from './types';

/** The process itself: the engine of JavaScript and the code. */
const PROCESS_BYTES = 55e6;
/** All that is kept for one end of a connection: the arrays by row of swarm, traffic, choking, transfers and link sharing. */
const ROW_BYTES = 150;
/** Each look of a rate meter at a row, both directions. */
const LOOK_BYTES = 16;
/** All that is kept for a peer whatever it is connected to, with its timers and the pieces that are under way. */
const PEER_BYTES = 1600 + PURPOSES * 16;
/** Sets of pieces for each peer: held, open and begun. */
const SETS = 3;
/** A row of the trace in memory (`trace/types.ts`). */
const TRACE_ROW_BYTES = 33;
/** Rows for each piece transfer, and for each time that a peer draws whom to unchoke (choke, unchoke, and their transfers). */
const ROWS_PER_TRANSFER = 1.4;
const ROWS_PER_DRAW = 6;
/** Swarms take a little longer than the bound. */
const OVER_BOUND = 1.2;

export interface MemoryEstimate {
  readonly bytes: number;
  /** Of that, for the trace if it is kept. */
  readonly traceBytes: number;
}

/** No process may take more: the heap of Electron's processes ends near 4 GiB. */
const MOST_BYTES = 3 * 1024 * 1024 * 1024;
/** What is free belongs to all programs of the machine. */
const SHARE_OF_FREE = 0.75;

/** The limit for one run on a machine with so much free memory, in bytes. */
export const memoryLimit = (freeBytes: number) => Math.min(MOST_BYTES, SHARE_OF_FREE * freeBytes);

/** What decides how much memory a run takes. */
type Needs = Pick<RunOptions, 'scenario' | 'architecture' | 'keepsTrace'>;

function traceRows({ scenario, architecture }: Needs): number {
  const peers = peerCount(scenario);
  const transfers = peers * pieceCount(scenario.content);
  if (architecture === 'client-server') return transfers;
  const { seconds } = bounds(scenario).peerToPeer;
  const draws = seconds === null ? 0 : (peers * OVER_BOUND * seconds) / scenario.protocol.optimisticSeconds;
  return transfers * ROWS_PER_TRANSFER + draws * ROWS_PER_DRAW;
}

/** The rows of `createSwarm`: every peer may have so many neighbours; the server alone has them in client-server. */
function connectionEnds({ scenario, architecture }: Needs): number {
  const peers = peerCount(scenario);
  return architecture === 'client-server' ? 2 * peers : (peers + 1) * Math.min(scenario.protocol.maxNeighbours, Math.max(1, peers));
}

/**
 * Memory that a run will take at its peak, in bytes, true within a factor of 2 (`npm run bench -- memory` compares it with
 * what processes really took). Nothing is run for it.
 */
export function estimateMemory(needs: Needs): MemoryEstimate {
  const { scenario } = needs;
  const { rateWindowSeconds, rechokeSeconds, maxNeighbours } = scenario.protocol;
  const peers = peerCount(scenario) + 1;
  const pieces = pieceCount(scenario.content);
  const looks = Math.max(1, Math.round(rateWindowSeconds / rechokeSeconds));
  const countBytes = Math.min(maxNeighbours, peers) < 256 ? 1 : 2;
  const swarmBytes =
    connectionEnds(needs) * (ROW_BYTES + LOOK_BYTES * looks) + peers * (PEER_BYTES + pieces * countBytes + SETS * 4 * wordsFor(pieces));
  const traceBytes = needs.keepsTrace ? TRACE_ROW_BYTES * traceRows(needs) : 0;
  return { bytes: PROCESS_BYTES + swarmBytes + traceBytes, traceBytes };
}

/** A run that was not started because it would not fit. `message` is figures only, the same in every language. */
export class MemoryLimitError extends RangeError {
  /**
   * @param field path of the number to change in the scenario
   * @param fits the value of that field with which the run would fit: the most, or for `content.pieceBits` the least; null: none would
   */
  constructor(readonly bytes: number, readonly limitBytes: number, readonly field: string, readonly fits: number | null) {
    const relation = field === 'content.pieceBits' ? '>=' : '<=';
    const wayOut = fits === null ? field : `${field} ${relation} ${fits}`;
    super(`${gigabytes(bytes)} > ${gigabytes(limitBytes)}; ${wayOut}`);
  }
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/** The largest whole number in [low, high] that fits, when smaller ones fit whenever larger ones do; null when not even `low` does. */
function mostThatFits(low: number, high: number, fits: (value: number) => boolean): number | null {
  if (!fits(low)) return null;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The refusal of a run that would take more memory than the limit, with the one number to change; null when it fits.
 * It is the count of the largest group, or the size of the pieces where even one peer in that group would be too many.
 */
export function memoryRefusal(needs: Needs, limitBytes: number): MemoryLimitError | null {
  const { scenario } = needs;
  const { bytes } = estimateMemory(needs);
  if (bytes <= limitBytes) return null;
  const fitsAs = (changed: Scenario) => estimateMemory({ ...needs, scenario: changed }).bytes <= limitBytes;

  const groups = scenario.peerGroups;
  const largest = groups.reduce((most, { count }, at) => (count > groups[most]!.count ? at : most), 0);
  const withCount = (count: number) => ({ ...scenario, peerGroups: groups.map((group, at) => (at === largest ? { ...group, count } : group)) });
  const peers = mostThatFits(1, groups[largest]!.count, (count) => fitsAs(withCount(count)));
  if (peers !== null) return new MemoryLimitError(bytes, limitBytes, `peerGroups[${largest}].count`, peers);

  const { sizeBits } = scenario.content;
  const withPieces = (pieces: number) => ({ ...scenario, content: { sizeBits, pieceBits: Math.ceil(sizeBits / pieces) } });
  const pieces = mostThatFits(1, pieceCount(scenario.content), (count) => fitsAs(withPieces(count)));
  return new MemoryLimitError(bytes, limitBytes, 'content.pieceBits', pieces === null ? null : Math.ceil(sizeBits / pieces));
}
