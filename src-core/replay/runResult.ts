import type { Scenario } from '../scenario/index';
import type { CapacityBins, CapacityUse, RunEnd } from '../sim/index';
import { boundApplies, bounds, infiniteNotes, type BoundNote, type InfiniteNote } from '../theory/index';
import { outsideName, type Architecture, type TraceHeader } from '../trace/index';

/** Why no bound is stated: the textbook's setting does not hold, or the bound is infinite. */
export type ResultBoundNote = BoundNote | InfiniteNote;

/** What one run came to. Public shape: `contract.md`, the `run` command. */
export interface RunResult {
  readonly architecture: Architecture;
  readonly seed: number;
  readonly engineVersion: string;
  readonly finished: boolean;
  /** When the last peer that has to complete completes, from time 0; null when `finished` is false. */
  readonly makespanSeconds: number | null;
  /** The bound of this architecture, where the textbook's setting holds. */
  readonly boundSeconds: number | null;
  /** Only where `boundSeconds` is null (a key of the locale's `result.boundNote`). */
  readonly boundNote?: ResultBoundNote;
  readonly peers: number;
  readonly completed: number;
  readonly pieceTransfers: number;
  readonly deliveredBits: number;
  readonly duplicateBits: number;
  readonly uploadedBits: { readonly server: number; readonly peers: number };
  readonly capacity: RunCapacity;
  /** Over the peers that completed, each from its own first arrival; null when none did. */
  readonly completionSeconds: { readonly min: number; readonly median: number; readonly p95: number; readonly max: number } | null;
  readonly perPeer: readonly PeerResult[];
  /** Pieces that nobody online can get any more; only where `finished` is false. */
  readonly lostPieces?: readonly number[];
  readonly traceDigest: string;
}

/** Where the upload capacity went; over time too, unless left out for being long. */
export type RunCapacity = Omit<CapacityUse, 'bins'> & { readonly bins?: CapacityBins };

export interface PeerResult {
  readonly id: number;
  /** Of an outside client: its name. */
  readonly group: string;
  /** An outside client of a real run; it counts among the senders and receivers, not among the peers. */
  readonly isOutside?: true;
  readonly joinedSeconds: number | null;
  readonly completedSeconds: number | null;
  readonly uploadedBits: number;
  readonly downloadedBits: number;
}

/**
 * The result of a run, in the shape that command line and window share. Median and 95th percentile are those of linear
 * interpolation between the two nearest ranks (Hyndman & Fan 1996, type 7).
 * @param header of the run's trace: architecture, random seed, engine version, groups
 * @param end of a real run with the bits that came twice; in a simulation senders that share a piece share its bits
 * @param digest of the trace, `sha256:…`
 */
export function toRunResult(scenario: Scenario, header: TraceHeader, end: RunEnd & { readonly duplicateBits?: number }, digest: string): RunResult {
  const perPeer = Array.from({ length: header.peerCount - 1 }, (_, index) => peerResult(scenario, header, end, index + 1));
  const lasted: number[] = [];
  let peersBits = 0;
  let deliveredBits = 0;
  let lastSeconds = 0;
  for (const { joinedSeconds, completedSeconds, uploadedBits, downloadedBits, isOutside } of perPeer) {
    peersBits += uploadedBits;
    deliveredBits += downloadedBits;
    if (completedSeconds === null || joinedSeconds === null || isOutside) continue;
    lasted.push(completedSeconds - joinedSeconds);
    lastSeconds = Math.max(lastSeconds, completedSeconds);
  }
  return {
    architecture: header.architecture,
    seed: header.randomSeed,
    engineVersion: header.engineVersion,
    finished: end.finished,
    makespanSeconds: end.finished ? lastSeconds : null,
    ...boundOf(scenario, header.architecture),
    peers: perPeer.length - (header.outside?.length ?? 0),
    completed: lasted.length,
    pieceTransfers: end.pieceTransfers,
    deliveredBits,
    duplicateBits: end.duplicateBits ?? 0,
    uploadedBits: { server: end.uploadedBits[0]!, peers: peersBits },
    capacity: end.capacity,
    completionSeconds: spreadOf(lasted),
    perPeer,
    ...(end.finished ? {} : { lostPieces: end.lostPieces }),
    traceDigest: digest,
  };
}

/** The result without its capacity over time: some hundred numbers that few ask for. */
export function withoutCapacityBins(result: RunResult): RunResult {
  const { totalBits, usedBits, idle } = result.capacity;
  return { ...result, capacity: { totalBits, usedBits, idle } };
}

function peerResult(scenario: Scenario, header: TraceHeader, end: RunEnd, id: number): PeerResult {
  const group = scenario.peerGroups[header.groupOf[id]!];
  return {
    id,
    group: group ? group.name : (outsideName(header, id) ?? ''),
    ...(group ? {} : { isOutside: true }),
    joinedSeconds: orNull(end.joinedSeconds[id]!),
    completedSeconds: orNull(end.completedSeconds[id]!),
    uploadedBits: end.uploadedBits[id]!,
    downloadedBits: end.downloadedBits[id]!,
  };
}

function orNull(seconds: number): number | null {
  return Number.isNaN(seconds) ? null : seconds;
}

function boundOf(scenario: Scenario, architecture: Architecture): Pick<RunResult, 'boundSeconds' | 'boundNote'> {
  const applies = boundApplies(scenario);
  if (!applies.holds) return { boundSeconds: null, boundNote: applies.note };
  const { clientServer, peerToPeer } = bounds(scenario);
  const { seconds, reason } = architecture === 'client-server' ? clientServer : peerToPeer;
  return reason ? { boundSeconds: null, boundNote: infiniteNotes[reason] } : { boundSeconds: seconds };
}

function spreadOf(values: readonly number[]): RunResult['completionSeconds'] {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return { min: sorted[0]!, median: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), max: sorted[sorted.length - 1]! };
}

/** @param fraction 0..1 of the way from the least to the greatest */
export function percentile(sorted: Float64Array, fraction: number): number {
  const place = fraction * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
