import { CHUNK_ROWS, type TraceChunk } from '../trace/index';
import { grown } from './pairTable';
import { isEveryRow, meets, type RowFilter } from './rowFilter';

/** Rows of a trace in their order, by their place among those that are wanted. Rows that arrive later join by `grow`. */
export interface RowList {
  readonly count: number;
  /** The row at a place, 0 .. count - 1. */
  rowAt(place: number): number;
  /** Place of the last row that is not after that one; -1: there is none. */
  placeOf(row: number): number;
  /**
   * Takes in what has arrived since, and of that only so many rows, so that nobody waits long for it.
   * @returns true: all that is there has been read
   */
  grow(mostRows?: number): boolean;
  /** Rows of the trace that have been read, wanted or not. */
  readonly readCount: number;
}

/** What a list reads of a trace. */
export interface RowSource {
  readonly chunks: readonly TraceChunk[];
  readonly rowCount: number;
}

/** The rows of a trace that meet a filter, once they are read by `grow`. Four bytes for each of them, and none where all rows are wanted. */
export function createRowList(source: RowSource, filter: RowFilter): RowList {
  return isEveryRow(filter) ? new AllRows(source) : new ChosenRows(source, filter);
}

/**
 * The nearest row after (1) or before (-1) a row that meets a filter, or -1.
 * @param row from where; -1 is before the first row, `rowCount` behind the last
 */
export function nextRow({ chunks, rowCount }: RowSource, filter: RowFilter, row: number, towards: 1 | -1): number {
  let next = row + towards;
  while (next >= 0 && next < rowCount) {
    const first = next - (next % CHUNK_ROWS);
    const chunk = chunks[first / CHUNK_ROWS]!;
    const end = Math.min(rowCount, first + CHUNK_ROWS);
    for (; next >= first && next < end; next += towards) if (meets(filter, chunk, next - first)) return next;
  }
  return -1;
}

class AllRows implements RowList {
  count = 0;

  constructor(private readonly source: RowSource) {}

  rowAt(place: number): number {
    return place;
  }

  placeOf(row: number): number {
    return Math.min(row, this.count - 1);
  }

  get readCount(): number {
    return this.count;
  }

  grow(): boolean {
    this.count = this.source.rowCount;
    return true;
  }
}

class ChosenRows implements RowList {
  count = 0;
  private rows = new Int32Array(256);
  readCount = 0;

  constructor(private readonly source: RowSource, private readonly filter: RowFilter) {}

  rowAt(place: number): number {
    return this.rows[place]!;
  }

  placeOf(row: number): number {
    let low = 0; // places before `low` are not after the row, places from `high` on are
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.rows[middle]! <= row) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  grow(mostRows = Infinity): boolean {
    const { chunks, rowCount } = this.source;
    const until = Math.min(rowCount, this.readCount + mostRows);
    while (this.readCount < until) {
      const first = this.readCount - (this.readCount % CHUNK_ROWS);
      const chunk = chunks[first / CHUNK_ROWS]!;
      const end = Math.min(until - first, chunk.kind.length);
      for (let at = this.readCount - first; at < end; at++) if (meets(this.filter, chunk, at)) this.add(first + at);
      this.readCount = first + end;
    }
    return until === rowCount;
  }

  private add(row: number): void {
    if (this.count === this.rows.length) this.rows = grown(this.rows, 2 * this.count);
    this.rows[this.count++] = row;
  }
}
