import type { ChartTheme } from '../charts/theme';

/** Who acts on whom in one event, by peer. */
export interface EventEnds {
  readonly from: number;
  readonly to: number;
}

/** How the network is looked at now; beside the geometry and the state all that the painters need. */
export interface NetworkLook {
  readonly theme: ChartTheme;
  /** Of the architecture: the peers and what they send. */
  readonly peerColour: string;
  readonly selectedPeer: number | null;
  readonly hoveredPeer: number | null;
  /** The event that is selected, where it has two ends. */
  readonly event: EventEnds | null;
  /** Text beside the hovered or else the selected peer. */
  readonly label: string;
  /** How far the dashes have moved, CSS pixels; null: nothing moves (reduced motion). */
  readonly dashPx: number | null;
  /** Rate that is drawn in full width, bit/s. */
  readonly fullBitrate: number;
  /** What stands in a peer's circle where there is room: its group's letter and its number. */
  readonly short: (peer: number) => string;
  /** What stands above each cluster. */
  readonly clusterNames: readonly string[];
}
