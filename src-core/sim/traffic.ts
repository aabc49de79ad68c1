/** Places in the pair of numbers that a row has in `totals`: side by side, because whoever needs one is about to need the other. */
export const SENT = 0;
export const RECEIVED = 1;

/**
 * What moved over each row, and the rows of each peer on which something moved of late, so that a choke round need not look
 * at all neighbours. Those of a peer are list[firstRow .. firstRow + count); whoever measures takes out what has come to rest.
 */
export interface Traffic {
  /** Settled bits since the connection was made: totals[2 row + SENT] and totals[2 row + RECEIVED]. */
  readonly totals: Float64Array;
  readonly list: Int32Array;
  /** By peer. */
  readonly count: Int32Array;
  /** By row: 1 while it is in the list. */
  readonly isBusy: Uint8Array;
  /** Bits went from the owner of a row to its neighbour, whose own row is `mirror`. */
  move(row: number, mirror: number, bits: number): void;
  clear(row: number): void;
}

export function createTraffic(owner: Int32Array, firstRow: Int32Array): Traffic {
  const totals = new Float64Array(2 * owner.length);
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
    move(row, mirror, bits) {
      totals[2 * row + SENT]! += bits;
      totals[2 * mirror + RECEIVED]! += bits;
      if (isBusy[row] === 0) note(row);
      if (isBusy[mirror] === 0) note(mirror);
    },
    clear(row) {
      totals[2 * row + SENT] = 0;
      totals[2 * row + RECEIVED] = 0;
    },
  };
}
