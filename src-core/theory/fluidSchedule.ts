import type { Scenario } from '../scenario/index';
import { occupiedGroups, offeredBitrate, settingOf } from './setting';

/** Which of the four cases of the schedule: by what binds, and whether the peers can relay all of it. */
export type ScheduleCase = 'A' | 'B' | 'C1' | 'C2';

/** What each peer of a group does, all the time. Rates in bit/s. */
export interface GroupSchedule {
  /** Index into `scenario.peerGroups`. */
  readonly group: number;
  readonly count: number;
  /** s_i: fresh bits from the server, which the peer copies at once to each of the N - 1 others. */
  readonly freshBitrate: number;
  /** (N - 1) s_i, at most its upload rate. */
  readonly uploadBitrate: number;
}

/** A peer-to-peer schedule that meets the bound exactly: everyone receives at one common rate and ends at the same time. */
export interface FluidSchedule {
  readonly case: ScheduleCase;
  /** r: what each peer receives. */
  readonly commonBitrate: number;
  /** F / r. */
  readonly seconds: number;
  /** S: the part of r that reaches a peer through others (and its own share), sum of all s_i. */
  readonly relayedBitrate: number;
  /** s_0: the part that the server sends to every peer directly. */
  readonly directBitrate: number;
  /** S + N s_0, at most us. */
  readonly serverBitrate: number;
  readonly groups: readonly GroupSchedule[];
}

/**
 * The fluid schedule that achieves the peer-to-peer bound, for any mix of rates.
 * @returns null without peers, or where the bound is infinite
 * Source: Kumar & Ross, Peer-assisted file distribution: the minimum distribution time, HotWeb 2006.
 */
export function fluidSchedule(scenario: Scenario): FluidSchedule | null {
  const { sizeBits, serverBitrate: us, peers: n, totalPeerBitrate: total, slowestDownload } = settingOf(scenario);
  const common = Math.min(us, slowestDownload, (us + total) / n);
  if (n === 0 || common === 0) return null;
  const relayable = n > 1 ? total / (n - 1) : 0;
  const relayed = Math.min(common, relayable);
  const direct = common - relayed;
  const occupied = new Set(occupiedGroups(scenario));
  const groups = scenario.peerGroups.flatMap((group, index): GroupSchedule[] => {
    if (!occupied.has(group)) return [];
    const fresh = relayed === 0 ? 0 : (relayed * offeredBitrate(group)) / total;
    return [{ group: index, count: group.count, freshBitrate: fresh, uploadBitrate: (n - 1) * fresh }];
  });
  return {
    case: caseOf(us, slowestDownload, (us + total) / n, relayable),
    commonBitrate: common,
    seconds: sizeBits / common,
    relayedBitrate: relayed,
    directBitrate: direct,
    serverBitrate: relayed + n * direct,
    groups,
  };
}

function caseOf(us: number, dmin: number, share: number, relayable: number): ScheduleCase {
  if (dmin < us && dmin < share) return dmin <= relayable ? 'C1' : 'C2';
  return us <= relayable ? 'A' : 'B';
}
