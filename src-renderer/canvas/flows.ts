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
