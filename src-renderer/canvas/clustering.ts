import type { TraceHeader } from '@core/trace/index';

/** Peers that are looked at together: those of a group, or of all the small groups. */
export interface Cluster {
  /** Index of the group; -1: several small groups. */
  readonly group: number;
  readonly peers: readonly number[];
}

export interface Clustering {
  readonly clusters: readonly Cluster[];
  /** By peer the index of its cluster; the server, which is in none, has their number. */
  readonly of: Int32Array;
}

/** More would be rows too thin to tell apart. */
const MOST_CLUSTERS = 6;

function clusteringOf(clusters: readonly Cluster[], peerCount: number): Clustering {
  const of = new Int32Array(peerCount).fill(clusters.length);
  clusters.forEach(({ peers }, at) => {
    for (const peer of peers) of[peer] = at;
  });
  return { clusters, of };
}

/** Peers by their groups, in the order of these. Where there are too many, the smallest are one cluster, the last. */
export function clusterPeers({ peerCount, groupOf }: Pick<TraceHeader, 'peerCount' | 'groupOf'>, mostClusters = MOST_CLUSTERS): Clustering {
  const groups = new Map<number, number[]>();
  for (let peer = 1; peer < peerCount; peer++) {
    const group = groupOf[peer]!;
    const peers = groups.get(group);
    if (peers) peers.push(peer);
    else groups.set(group, [peer]);
  }
  const all = Array.from(groups, ([group, peers]): Cluster => ({ group, peers })).sort((a, b) => a.group - b.group);
  if (all.length <= mostClusters) return clusteringOf(all, peerCount);
  const large = [...all].sort((a, b) => b.peers.length - a.peers.length || a.group - b.group).slice(0, mostClusters - 1);
  const small = all.filter((cluster) => !large.includes(cluster)).flatMap(({ peers }) => peers).sort((a, b) => a - b);
  return clusteringOf([...all.filter((cluster) => large.includes(cluster)), { group: -1, peers: small }], peerCount);
}

/** All peers, without the server, in one cluster. */
export function oneCluster(peers: number): Clustering {
  return clusteringOf([{ group: 0, peers: Array.from({ length: peers }, (_, at) => at + 1) }], peers + 1);
}
