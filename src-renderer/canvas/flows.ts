import type { SwarmView } from '@core/replay/index';

/** What is being sent now, bit/s. */
export interface Flows {
  readonly serverBitrate: number;
  readonly peersBitrate: number;
  readonly serverTransfers: number;
  readonly peerTransfers: number;
}

export function flowsOf(state: SwarmView): Flows {
  let serverBitrate = 0;
  let peersBitrate = 0;
  let serverTransfers = 0;
  for (let at = 0; at < state.transferCount; at++) {
    if (state.transferFrom[at] === 0) {
      serverBitrate += state.transferBitrate[at]!;
      serverTransfers++;
    } else peersBitrate += state.transferBitrate[at]!;
  }
  return { serverBitrate, peersBitrate, serverTransfers, peerTransfers: state.transferCount - serverTransfers };
}

/**
 * What flows between clusters now, bit/s: `out[from * (clusters + 1) + to]`, with the server behind the last cluster.
 * @param clusterOf by peer
 * @returns the sum of all
 */
export function clusterFlows(state: SwarmView, clusterOf: Int32Array, clusters: number, out: Float64Array): number {
  out.fill(0);
  let total = 0;
  for (let at = 0; at < state.transferCount; at++) {
    const bitrate = state.transferBitrate[at]!;
    out[clusterOf[state.transferFrom[at]!]! * (clusters + 1) + clusterOf[state.transferTo[at]!]!]! += bitrate;
    total += bitrate;
  }
  return total;
}
