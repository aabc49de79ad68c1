import { createRateMeter, type NeighbourTable } from '../policy/index';
import type { Protocol } from '../scenario/index';

/**
 * What moved over each row of late, by which choke rounds rank. A round need not look at all neighbours: those on which
 * something moved are listed, and taken out when they have come to rest.
 */
export interface Traffic {
  /** The owner of the row sent so much to its neighbour since what was told before. */
  sent(row: number, bits: number): void;
  /** It received so much. */
  received(row: number, bits: number): void;
  /** At a round of that peer, once all that moved was told: writes the rates of its neighbours into the table. */
  measure(peer: number): void;
  /** A new connection on that row, or rounds that begin late: nothing has moved. */
  clear(row: number): void;
}

/** @param owner, firstRow as in the swarm */
export function createTraffic(table: NeighbourTable, owner: Int32Array, firstRow: Int32Array, { rateWindowSeconds, rechokeSeconds }: Protocol): Traffic {
  const { flags, receivedBitrate, sentBitrate } = table;
  const meter = createRateMeter(2 * owner.length, rateWindowSeconds, rechokeSeconds);
  /** Busy rows of each peer, from its first row on. */
  const list = new Int32Array(owner.length);
  const count = new Int32Array(firstRow.length);
  const isBusy = new Uint8Array(owner.length);

  function tell(row: number, direction: 0 | 1, bits: number): void {
    if (bits === 0) return;
    meter.add(2 * row + direction, bits);
    if (isBusy[row] === 1) return;
    isBusy[row] = 1;
    const peer = owner[row]!;
    list[firstRow[peer]! + count[peer]!++] = row;
  }

  return {
    sent: (row, bits) => tell(row, 0, bits),
    received: (row, bits) => tell(row, 1, bits),
    measure(peer) {
      const first = firstRow[peer]!;
      let kept = 0;
      for (let k = 0; k < count[peer]!; k++) {
        const row = list[first + k]!;
        const sent = meter.turn(2 * row);
        const received = meter.turn(2 * row + 1);
        sentBitrate[row] = sent;
        receivedBitrate[row] = received;
        if (flags[row] !== 0 && received + sent > 0) list[first + kept++] = row;
        else isBusy[row] = 0;
      }
      count[peer] = kept;
    },
    clear(row) {
      meter.clear(2 * row);
      meter.clear(2 * row + 1);
    },
  };
}
