import type { Draw } from '@core/base/index';
import { drawTrackerSubset } from '@core/policy/index';
import { MOST_WANTED, type AnnounceQuery } from './announceQuery';
import type { ToldPeer } from './announceAnswer';

/** A peer as the tracker knows it. */
export interface Member extends ToldPeer {
  readonly peerId: Uint8Array;
  readonly uploadedBytes: number;
  readonly downloadedBytes: number;
  readonly leftBytes: number;
  readonly seenSeconds: number;
}

export interface TrackerStatistics {
  /** Members that hold everything, and the others. */
  readonly completeCount: number;
  readonly incompleteCount: number;
  /** Members that said `completed`, once each. */
  readonly completions: number;
  readonly announces: number;
}

/** Who is in the swarm. */
export interface TrackerSwarm {
  /** Takes down who announces; for `stopped`, strikes it out. `false`: the list is full. */
  register(query: AnnounceQuery, host: string, nowSeconds: number): boolean;
  /** A random subset of the others, each as likely as any other: the simulator's own rule. */
  subset(asker: { readonly host: string; readonly port: number }, most: number, draw: Draw): readonly Member[];
  /** Strikes out who has been silent for longer, and tells who that was. */
  expire(nowSeconds: number, silentSeconds: number): readonly Member[];
  members(): readonly Member[];
  statistics(): TrackerStatistics;
}

/** @param mostMembers how many are taken down at once */
export function createTrackerSwarm(mostMembers: number): TrackerSwarm {
  // Slots as the policy wants them: small numbers in a flat list, and where each stands in it.
  const list = new Int32Array(mostMembers);
  const place = new Int32Array(mostMembers).fill(-1);
  const memberAt = new Array<Member | null>(mostMembers).fill(null);
  const slotOf = new Map<string, number>();
  const free = Array.from({ length: mostMembers }, (_, k) => mostMembers - 1 - k);
  const out = new Int32Array(MOST_WANTED);
  let memberCount = 0;
  let completions = 0;
  let announces = 0;

  function add(address: string): number | null {
    const slot = free.pop();
    if (slot === undefined) return null;
    slotOf.set(address, slot);
    place[slot] = memberCount;
    list[memberCount++] = slot;
    return slot;
  }

  function remove(address: string): void {
    const slot = slotOf.get(address);
    if (slot === undefined) return;
    const last = list[--memberCount]!;
    const at = place[slot]!;
    list[at] = last;
    place[last] = at;
    place[slot] = -1;
    memberAt[slot] = null;
    slotOf.delete(address);
    free.push(slot);
  }

  const present = () => Array.from(list.subarray(0, memberCount), (slot) => memberAt[slot]!);

  return {
    register({ peerId, port, uploadedBytes, downloadedBytes, leftBytes, event }, host, nowSeconds) {
      announces++;
      // A peer is where it listens: one that comes back under another name takes the place of its former self.
      const address = `${host}:${port}`;
      if (event === 'stopped') {
        remove(address);
        return true;
      }
      const slot = slotOf.get(address) ?? add(address);
      if (slot === null) return false;
      if (event === 'completed' && leftBytes === 0 && memberAt[slot]?.leftBytes !== 0) completions++;
      memberAt[slot] = { host, port, peerId: Uint8Array.from(peerId), uploadedBytes, downloadedBytes, leftBytes, seenSeconds: nowSeconds };
      return true;
    },
    subset({ host, port }, most, draw) {
      const asker = slotOf.get(`${host}:${port}`) ?? -1;
      const chosen = drawTrackerSubset(list, place, memberCount, asker, Math.min(most, out.length), draw, out);
      return Array.from(out.subarray(0, chosen), (slot) => memberAt[slot]!);
    },
    expire(nowSeconds, silentSeconds) {
      const silent = present().filter(({ seenSeconds }) => nowSeconds - seenSeconds > silentSeconds);
      for (const { host, port } of silent) remove(`${host}:${port}`);
      return silent;
    },
    members: present,
    statistics() {
      const completeCount = present().filter(({ leftBytes }) => leftBytes === 0).length;
      return { completeCount, incompleteCount: memberCount - completeCount, completions, announces };
    },
  };
}
