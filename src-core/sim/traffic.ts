/**
 * The rows of each peer on which bits moved of late, so that a choke round need not look at all neighbours.
 * Those of a peer are list[firstRow .. firstRow + count); whoever measures takes out what has come to rest.
 */
export interface Traffic {
  readonly list: Int32Array;
  /** By peer. */
  readonly count: Int32Array;
  /** By row: 1 while it is in the list. */
  readonly isBusy: Uint8Array;
  note(row: number): void;
}

export function createTraffic(owner: Int32Array, firstRow: Int32Array): Traffic {
  const list = new Int32Array(owner.length);
  const count = new Int32Array(firstRow.length);
  const isBusy = new Uint8Array(owner.length);
  return {
    list,
    count,
    isBusy,
    note(row) {
      if (isBusy[row]) return;
      isBusy[row] = 1;
      const peer = owner[row]!;
      list[firstRow[peer]! + count[peer]!] = row;
      count[peer]!++;
    },
  };
}
