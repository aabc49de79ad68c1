import type { RealObstacle, RealScale } from '@core/messages/index';
import { peerCount, pieceCount, type Scenario } from '@core/scenario/index';
import { createSimulation, ENGINE_VERSION } from '@core/sim/index';
import { boundApplies, bounds } from '@core/theory/index';
import { createRowCounter, runHeader, type TraceHeader } from '@core/trace/index';
import { BLOCK_BYTES } from '../metainfo/geometry';
import { LEAST_PIECE_BYTES, MOST_PIECE_BYTES } from '../metainfo/metainfo';

/** So long a run should take. */
const TARGET_SECONDS = 60;
/** And not much less, however short the scenario: what a machine takes to get going must not count. */
const LEAST_SECONDS = 15;
/** With fewer, a token bucket is not true to its limit: `real-peers.md`, section 3. */
export const LEAST_BLOCKS_PER_SECOND = 10;
/** What all peers together may move: far enough below what one process can that it answers in time. */
const MOST_BYTES_PER_SECOND = 12 * 1024 * 1024;
/** For all copies. */
const MOST_DISK_BYTES = 4 * 1024 ** 3;
/** A simulated piece is divided as finely as one likes, a real one into blocks: so many in all are fine enough, where they fit. */
const FINE_BLOCKS = 4096;
export const MOST_REAL_PEERS = 60;
/** A simulation that takes more is not asked how long the run will be. */
const MOST_EVENTS = 1_000_000;

/** The scale of a run, and the header of its trace. */
export interface RealPlan extends RealScale {
  readonly header: TraceHeader;
}

export type Planned = { readonly ok: true; readonly plan: RealPlan } | { readonly ok: false; readonly obstacle: RealObstacle };

export interface PlanOptions {
  /** How long the run may take, in real seconds. */
  readonly targetSeconds?: number;
  /** Only time is scaled: the scenario's content is a real file's (`withContent`). */
  readonly keepsSize?: boolean;
}

/** The scenario with a real file as its content, cut into about as many pieces as before. */
export function withContent(scenario: Scenario, lengthBytes: number): Scenario {
  const wanted = lengthBytes / pieceCount(scenario.content);
  let pieceLengthBytes = LEAST_PIECE_BYTES;
  while (pieceLengthBytes < MOST_PIECE_BYTES && pieceLengthBytes * Math.SQRT2 < wanted) pieceLengthBytes *= 2;
  return { ...scenario, content: { ...scenario.content, sizeBits: 8 * lengthBytes, pieceBits: 8 * pieceLengthBytes } };
}

/**
 * Chooses the scale of a real run: the smallest pieces with which it lasts about a minute (less, if the scenario does) while
 * every limit is at least ten blocks a second. The number of pieces stays that of the scenario.
 */
export function planRealRun(scenario: Scenario, { targetSeconds = TARGET_SECONDS, keepsSize = false }: PlanOptions = {}): Planned {
  const peers = peerCount(scenario);
  if (peers === 0) return { ok: false, obstacle: { code: 'noPeers', allowed: 1 } };
  if (peers > MOST_REAL_PEERS) return { ok: false, obstacle: { code: 'tooManyPeers', allowed: MOST_REAL_PEERS } };
  const header = runHeader(scenario, 'real', scenario.seed, ENGINE_VERSION);
  const mostPieces = Math.floor(MOST_DISK_BYTES / BLOCK_BYTES / (peers + 1));
  if (header.pieceCount > mostPieces) return { ok: false, obstacle: { code: 'tooManyPieces', allowed: mostPieces } };
  const scenarioSeconds = expectedScenarioSeconds(scenario);
  const slowest = slowestBitrate(scenario);
  const wantedScale = Math.min(targetSeconds, Math.max(LEAST_SECONDS, scenarioSeconds)) / scenarioSeconds;
  const mostBlocks = Math.min(MOST_PIECE_BYTES / BLOCK_BYTES, Math.floor(mostPieces / header.pieceCount));
  // Seconds may shrink no further than this, or the slowest link would carry less than ten blocks in one.
  const longestScale = (blocks: number) => (blocks * slowest) / (LEAST_BLOCKS_PER_SECOND * header.pieceBits);
  // Nor further than this, or all together would move more than they may.
  const leastScale = (blocks: number) => (peers * header.pieceCount * blocks * BLOCK_BYTES) / (MOST_BYTES_PER_SECOND * scenarioSeconds);
  const isTooCoarse = (blocks: number) =>
    longestScale(blocks) < wantedScale || (header.pieceCount * blocks < FINE_BLOCKS && leastScale(2 * blocks) <= wantedScale);
  let blocks = 1;
  while (keepsSize ? 8 * blocks * BLOCK_BYTES < header.pieceBits : 2 * blocks <= mostBlocks && isTooCoarse(blocks)) blocks *= 2;
  const pieceLengthBytes = blocks * BLOCK_BYTES;
  const sizeScale = keepsSize ? 1 : (8 * pieceLengthBytes) / header.pieceBits;
  const lastBytes = Math.max(1, Math.round((header.lastPieceBits * sizeScale) / 8));
  const lengthBytes = (header.pieceCount - 1) * pieceLengthBytes + lastBytes;
  const timeScale = Math.max(leastScale(blocks), Math.min(wantedScale, longestScale(blocks)));
  return {
    ok: true,
    plan: {
      header, sizeScale, timeScale, lengthBytes, pieceLengthBytes,
      expectedSeconds: scenarioSeconds * timeScale,
      diskBytes: (peers + 1) * lengthBytes,
      slowestBlocksPerSecond: (slowest * sizeScale) / timeScale / (8 * BLOCK_BYTES),
    },
  };
}

/** The slowest link that carries anything. Infinity where all are unlimited or closed. */
function slowestBitrate({ server, peerGroups }: Scenario): number {
  const links = peerGroups.flatMap(({ count, uploadBitrate, downloadBitrate, strategy }) =>
    count === 0 ? [] : [strategy === 'free-rider' ? 0 : uploadBitrate, downloadBitrate ?? Infinity]);
  return Math.min(...[server.uploadBitrate, ...links].filter((bitrate) => bitrate > 0), Infinity);
}

/** How long the scenario takes in its own seconds, > 0. */
function expectedScenarioSeconds(scenario: Scenario): number {
  const simulation = createSimulation({ scenario, architecture: 'peer-to-peer', randomSeed: scenario.seed }, createRowCounter);
  if (simulation.advance(MOST_EVENTS)) return Math.max(1e-3, simulation.end().endedSeconds);
  const bound = boundApplies(scenario).holds ? (bounds(scenario).peerToPeer.seconds ?? 0) : 0;
  return Math.max(simulation.timeSeconds, 1.1 * bound);
}
