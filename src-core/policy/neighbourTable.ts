/** What an owner knows of a neighbour, as bits of `NeighbourTable.flags`. */
export const NeighbourFlag = { connected: 1, amChoking: 2, peerInterested: 4, optimistic: 8 } as const;

/**
 * A row per neighbour, as its owner sees it; an owner has rows first .. first + count. Rows without `connected` are free
 * and skipped, so that a row keeps its number for as long as the connection lasts.
 */
export interface NeighbourTable {
  /** Peer at the other end. */
  readonly remote: Int32Array;
  readonly flags: Uint8Array;
  /**
   * bit/s received from it over the rate window, to seven digits: neighbours that send equally fast are equals, and not ranked
   * by rounding errors.
   */
  readonly receivedBitrate: Float32Array;
  /** bit/s sent to it over the rate window, to as many digits. */
  readonly sentBitrate: Float32Array;
  /** When it was last served, in seconds; -1: never. What the round-robin ranking goes by. */
  readonly servedSeconds: Float64Array;
}
