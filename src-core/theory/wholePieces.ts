import { pieceCount, type Content, type Scenario } from '../scenario/index';
import { occupiedGroups, offeredBitrate, settingOf } from './setting';

/** Size of the smallest piece, bits: the last one may be short. */
function smallestPieceBits(content: Content): number {
  return content.sizeBits - (pieceCount(content) - 1) * content.pieceBits;
}

/**
 * Least distribution time when a peer may pass on only whole pieces, for any rates and any policy:
 * F/us + q sum over k = 2..N of 1 / (us + the k - 1 largest uploads), q the smallest piece.
 * @returns seconds; 0 without peers; null when the server cannot upload
 * Source: theory, section 2 (our own; the proof is there).
 */
export function wholePieceBound(scenario: Scenario): number | null {
  const { sizeBits, serverBitrate, peers } = settingOf(scenario);
  if (peers === 0) return 0;
  if (serverBitrate === 0) return null;
  const fastestFirst = occupiedGroups(scenario)
    .map((group) => ({ count: group.count, bitrate: offeredBitrate(group) }))
    .sort((a, b) => b.bitrate - a.bitrate);
  let capacity = serverBitrate;
  let handings = 0;
  let holders = 0;
  for (const { count, bitrate } of fastestFirst) {
    for (let k = 0; k < count && holders < peers - 1; k += 1) {
      holders += 1;
      capacity += bitrate;
      handings += 1 / capacity;
    }
  }
  return sizeBits / serverBitrate + smallestPieceBits(scenario.content) * handings;
}

/**
 * The classic optimum for equal capacities, server included, and unlimited downloads, when each piece comes from one sender
 * at a time: (F/u)(1 + floor(log2 N) / M). Not a law for swarms that fetch one piece from several senders.
 * @param content its pieces are taken as equal
 * @param bitrate capacity of the server and of each peer, bit/s
 * @param peers N >= 1, below 2^31
 * Source: Mundinger, Weber & Weiss, Journal of Scheduling 11 (2008).
 */
export function equalCapacityOptimum(content: Content, bitrate: number, peers: number): number {
  const doublings = 31 - Math.clz32(peers);
  return (content.sizeBits / bitrate) * (1 + doublings / pieceCount(content));
}
