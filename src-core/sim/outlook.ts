import type { Slots } from '../policy/index';
import type { Membership } from './membership';

/** What can still become of a swarm in which nothing is being sent. */
export interface Outlook {
  /** Some peer that is not complete lacks a piece that somebody who uploads holds and is, or will be, there. */
  readonly hopeful: boolean;
  /** Pieces that somebody lacks and nobody who uploads holds. */
  readonly lostPieces: readonly number[];
}

/** What the outlook depends on; a real swarm has it too. By peer, but for `held`: bitsets of `words` words each. */
export interface OutlookSwarm {
  readonly peers: number;
  readonly pieces: number;
  readonly words: number;
  readonly held: Uint32Array;
  readonly heldCount: Int32Array;
  readonly online: Uint8Array;
  readonly slots: readonly Slots[];
  readonly completedSeconds: Float64Array;
  readonly downloadBitrate: Float64Array;
}

/**
 * @param willReturn whether a peer that is offline comes back
 * @param isGone whether it went for good: then nobody asks what it lacks
 */
export function outlookOf(swarm: OutlookSwarm, { willReturn, isGone }: Pick<Membership, 'willReturn' | 'isGone'>): Outlook {
  const { peers, pieces, words, held, heldCount, online, slots, completedSeconds } = swarm;
  const there = (peer: number) => online[peer] === 1 || willReturn(peer);
  const reachable = new Uint32Array(words);
  for (let peer = 0; peer < peers; peer++) {
    if (!there(peer) || slots[peer]!.regular + slots[peer]!.optimistic === 0) continue;
    for (let word = 0; word < words; word++) reachable[word]! |= held[peer * words + word]!;
  }
  let hopeful = false;
  const lacking = new Uint32Array(words);
  for (let peer = 1; peer < peers; peer++) {
    if (isGone(peer) || heldCount[peer] === pieces || !Number.isNaN(completedSeconds[peer]!)) continue;
    const canReceive = there(peer) && swarm.downloadBitrate[peer]! > 0;
    for (let word = 0; word < words; word++) {
      const lacks = ~held[peer * words + word]!;
      lacking[word]! |= lacks;
      if (canReceive && lacks & reachable[word]!) hopeful = true;
    }
  }
  const lostPieces: number[] = [];
  for (let piece = 0; piece < pieces; piece++) {
    const bit = 1 << (piece & 31);
    if (lacking[piece >>> 5]! & bit && !(reachable[piece >>> 5]! & bit)) lostPieces.push(piece);
  }
  return { hopeful, lostPieces };
}
