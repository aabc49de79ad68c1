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
  /** Rows of each peer, from its first row on, with a rate above 0 when last measured or something that moved since; so many by peer. */
  readonly busy: Int32Array;
  readonly busyCount: Int32Array;
  /** A new connection on that row, or rounds that begin late: nothing has moved. */
  clear(row: number): void;
}

/** Not in the list of its owner. */
const AT_REST = -1;

/** @param owner, firstRow as in the swarm */
export function createTraffic(table: NeighbourTable, owner: Int32Array, firstRow: Int32Array, { rateWindowSeconds, rechokeSeconds }: Protocol): Traffic {
  const { flags, receivedBitrate, sentBitrate } = table;
  const busy = new Int32Array(owner.length);
  const busyCount = new Int32Array(firstRow.length);
  /** By row: its place among the busy ones. */
  const placeOf = new Int32Array(owner.length).fill(AT_REST);
  // By place, not by row: what a round reads lies side by side, because most rounds wait for memory.
  const meter = createRateMeter(2 * owner.length, rateWindowSeconds, rechokeSeconds);

  function clear(place: number): void {
    meter.clear(2 * place);
    meter.clear(2 * place + 1);
  }

  function enter(row: number): number {
    const peer = owner[row]!;
    const place = firstRow[peer]! + busyCount[peer]!++;
    busy[place] = row;
    placeOf[row] = place;
    clear(place);
    return place;
  }

  function tell(row: number, direction: 0 | 1, bits: number): void {
    if (bits === 0) return;
    const place = placeOf[row]!;
    meter.add(2 * (place === AT_REST ? enter(row) : place) + direction, bits);
  }

  function move(row: number, from: number, to: number): void {
    busy[to] = row;
    placeOf[row] = to;
    meter.move(2 * from, 2 * to);
    meter.move(2 * from + 1, 2 * to + 1);
  }

  return {
    busy,
    busyCount,
    sent: (row, bits) => tell(row, 0, bits),
    received: (row, bits) => tell(row, 1, bits),
    measure(peer) {
      const first = firstRow[peer]!;
      const end = first + busyCount[peer]!;
      let kept = first;
      for (let place = first; place < end; place++) {
        const row = busy[place]!;
        const sent = meter.turn(2 * place);
        const received = meter.turn(2 * place + 1);
        sentBitrate[row] = sent;
        receivedBitrate[row] = received;
        if (flags[row] === 0 || received + sent === 0) placeOf[row] = AT_REST;
        else if (kept === place) kept++;
        else move(row, place, kept++);
      }
      busyCount[peer] = kept - first;
    },
    clear(row) {
      if (placeOf[row] !== AT_REST) clear(placeOf[row]!);
    },
  };
}
