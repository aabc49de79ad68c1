import { wordsFor } from '@core/base/index';
import { NeighbourFlag, type NeighbourTable } from '@core/policy/index';

/** What one peer knows of its neighbours, a row for each, and which pieces it holds itself. Sizes are bits of the scenario. */
export interface Neighbourhood {
  readonly table: NeighbourTable;
  /** Places for neighbours; rows at or beyond `span` were never used. */
  readonly rows: number;
  readonly span: number;
  readonly count: number;
  /** Rows whose neighbour is interested. */
  interestedCount: number;
  readonly words: number;
  /** Bitsets of the pieces that each neighbour holds: that of a row begins at row * words. */
  readonly bits: Uint32Array;
  readonly held: Uint32Array;
  heldCount: number;
  /** By row: pieces that the neighbour holds and the peer lacks. */
  readonly wanted: Int32Array;
  /** By row: what moved since the last choke round. */
  readonly receivedBits: Float64Array;
  readonly sentBits: Float64Array;
  /** Takes the first free row; -1 when there is none. */
  open(remote: number): number;
  close(row: number): void;
  rowOf(remote: number): number;
  lacks(piece: number): boolean;
  rowHolds(row: number, piece: number): boolean;
}

/** @param rows most neighbours at once */
export function createNeighbourhood(rows: number, pieceCount: number): Neighbourhood {
  const words = wordsFor(pieceCount);
  const table: NeighbourTable = {
    remote: new Int32Array(rows).fill(-1),
    flags: new Uint8Array(rows),
    receivedBitrate: new Float32Array(rows),
    sentBitrate: new Float32Array(rows),
    servedSeconds: new Float64Array(rows),
  };
  const bits = new Uint32Array(rows * words);
  const held = new Uint32Array(words);
  const wanted = new Int32Array(rows);
  const receivedBits = new Float64Array(rows);
  const sentBits = new Float64Array(rows);
  let span = 0;
  let count = 0;

  return {
    table, rows, words, bits, held, wanted, receivedBits, sentBits,
    heldCount: 0,
    interestedCount: 0,
    get span() {
      return span;
    },
    get count() {
      return count;
    },
    open(remote) {
      const row = table.flags.indexOf(0);
      if (row < 0) return -1;
      span = Math.max(span, row + 1);
      count++;
      table.remote[row] = remote;
      table.flags[row] = NeighbourFlag.connected | NeighbourFlag.amChoking;
      table.receivedBitrate[row] = table.sentBitrate[row] = 0;
      table.servedSeconds[row] = -1;
      receivedBits[row] = sentBits[row] = 0;
      bits.fill(0, row * words, (row + 1) * words);
      wanted[row] = 0;
      return row;
    },
    close(row) {
      table.flags[row] = 0;
      table.remote[row] = -1;
      count--;
    },
    rowOf: (remote) => table.remote.indexOf(remote),
    lacks: (piece) => ((held[piece >>> 5]! >>> (piece & 31)) & 1) === 0,
    rowHolds: (row, piece) => ((bits[row * words + (piece >>> 5)]! >>> (piece & 31)) & 1) === 1,
  };
}
