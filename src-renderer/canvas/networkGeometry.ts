/** Where a cluster stands, CSS pixels: its name above, its peers in rows below it. */
export interface ClusterBlock {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Height of the name, part of `heightPx`; 0: no room for one. */
  readonly namePx: number;
}

/** Where everything of the network drawing stands, in CSS pixels. Depends on who there is, never on the time: nothing jumps while it plays. */
export interface NetworkGeometry {
  /** ring: the server amid its peers, links drawn; clusters: too many for links, drawn is what flows between groups. */
  readonly kind: 'ring' | 'clusters';
  readonly widthPx: number;
  readonly heightPx: number;
  /** Middles, by peer; 0 is the server. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly peerRadiusPx: number;
  readonly serverHalfPx: number;
  /** Of the clusters; in a ring none. */
  readonly blocks: readonly ClusterBlock[];
}
