import type { PeerGroup, Scenario } from '../scenario/index';

/** What the bounds depend on, in the symbols of the textbook: F, us, N, U = u_1 + … + u_N, dmin. */
export interface Setting {
  /** F, bits. */
  readonly sizeBits: number;
  /** us, bit/s. */
  readonly serverBitrate: number;
  /** N, the server not counted. */
  readonly peers: number;
  /** U, bit/s. A free rider adds nothing to it. */
  readonly totalPeerBitrate: number;
  /** dmin, bit/s; Infinity when every download is unlimited. */
  readonly slowestDownload: number;
}

/** Upload that a group's peers offer, bit/s: a free rider has the link but sends nothing. */
export function offeredBitrate({ strategy, uploadBitrate }: PeerGroup): number {
  return strategy === 'free-rider' ? 0 : uploadBitrate;
}

/** Groups that have peers: an empty group must not enter dmin. */
export function occupiedGroups(scenario: Scenario): readonly PeerGroup[] {
  return scenario.peerGroups.filter(({ count }) => count > 0);
}

/** The setting of a scenario as it is. */
export function settingOf(scenario: Scenario): Setting {
  const groups = occupiedGroups(scenario);
  return {
    sizeBits: scenario.content.sizeBits,
    serverBitrate: scenario.server.uploadBitrate,
    peers: groups.reduce((sum, { count }) => sum + count, 0),
    totalPeerBitrate: groups.reduce((sum, group) => sum + group.count * offeredBitrate(group), 0),
    slowestDownload: groups.reduce((least, { downloadBitrate }) => Math.min(least, downloadBitrate ?? Infinity), Infinity),
  };
}

/**
 * The setting with `peers` peers instead, the groups scaled in proportion: U(n) = n (sum c_i u_i) / (sum c_i), real-valued
 * shares; dmin stays that of all groups with peers. A scenario without peers has no proportion to keep and stays empty.
 */
export function settingAt(scenario: Scenario, peers: number): Setting {
  const setting = settingOf(scenario);
  if (setting.peers === 0 || setting.peers === peers) return setting;
  return { ...setting, peers, totalPeerBitrate: (peers * setting.totalPeerBitrate) / setting.peers };
}
