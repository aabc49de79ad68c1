import type { PeerGroup } from './fields';
import { partOfGroup, type PeerRange } from './peerParts';
import { newPeerGroup } from './scenario';

/** Finds single peers in a list of groups. */
export interface PeerIndex {
  readonly count: number;
  /** Index of the group of a peer. */
  groupOf(peer: number): number;
  /** A peer as a group of one. */
  peer(peer: number): PeerGroup;
  /** Numbers of the peers of a group; null when it has none. */
  range(group: number): PeerRange | null;
}

export function peerIndex(groups: readonly PeerGroup[]): PeerIndex {
  const firsts: number[] = [];
  let next = 1;
  for (const { count } of groups) {
    firsts.push(next);
    next += count;
  }
  function groupOf(peer: number): number {
    if (!(peer >= 1 && peer < next)) throw new RangeError(`no peer ${peer} among ${next - 1}`);
    let [low, high] = [0, firsts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((firsts[middle] ?? Infinity) <= peer) low = middle;
      else high = middle - 1;
    }
    return low;
  }
  return {
    count: next - 1,
    groupOf,
    peer(peer) {
      const at = groupOf(peer);
      return partOfGroup(groups[at] ?? newPeerGroup(), peer - (firsts[at] ?? 1), 1);
    },
    range(group) {
      const [first, count] = [firsts[group], groups[group]?.count ?? 0];
      return first === undefined || count === 0 ? null : { first, last: first + count - 1 };
    },
  };
}
