/** A row has so many numbers in `totals`, at these places. Side by side, because whoever needs one is about to need the others. */
export const ROW_TOTALS = 4;
/** Settled bits since the connection was made. */
export const SENT = 0;
export const RECEIVED = 1;
/** The flow of that row, while it runs: the bits that it has brought to its piece, and the time up to which all is settled. */
export const FLOW_BITS = 2;
export const FLOW_SECONDS = 3;

/**
 * What moved over each row, and the rows of each peer on which something moved of late, so that a choke round need not look
 * at all neighbours. Those of a peer are list[firstRow .. firstRow + count); whoever measures takes out what has come to rest.
 */
export interface Traffic {
  /** totals[ROW_TOTALS * row + SENT] and so on. */
  readonly totals: Float64Array;
  readonly list: Int32Array;
  /** By peer. */
  readonly count: Int32Array;
  /** By row: 1 while it is in the list. */
  readonly isBusy: Uint8Array;
  /** The flow of a row, whose other end has the row `mirror`, ran at that rate until now. */
  settle(row: number, mirror: number, bitrate: number, now: number): void;
  clear(row: number): void;
}

export function createTraffic(owner: Int32Array, firstRow: Int32Array): Traffic {
  const totals = new Float64Array(ROW_TOTALS * owner.length);
  const list = new Int32Array(owner.length);
  const count = new Int32Array(firstRow.length);
  const isBusy = new Uint8Array(owner.length);

  function note(row: number): void {
    isBusy[row] = 1;
    const peer = owner[row]!;
    list[firstRow[peer]! + count[peer]!] = row;
    count[peer]!++;
  }

  return {
    totals,
    list,
    count,
    isBusy,
    settle(row, mirror, bitrate, now) {
      const mine = ROW_TOTALS * row;
      const bits = (now - totals[mine + FLOW_SECONDS]!) * bitrate;
      totals[mine + FLOW_SECONDS] = now;
      totals[mine + FLOW_BITS]! += bits;
      totals[mine + SENT]! += bits;
      totals[ROW_TOTALS * mirror + RECEIVED]! += bits;
      if (isBusy[row] === 0) note(row);
      if (isBusy[mirror] === 0) note(mirror);
    },
    clear(row) {
      totals[ROW_TOTALS * row + SENT] = 0;
      totals[ROW_TOTALS * row + RECEIVED] = 0;
    },
  };
}
