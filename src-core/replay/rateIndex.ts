import { CHUNK_ROWS } from '../trace/index';

/**
 * The average rate of each transfer by the row in which it began: what a viewer cannot know before the row in which it ends.
 * For a transfer of a live run that still goes on, the rate of the one that it followed on the same pair, else 0.
 */
export class RateIndex {
  /** Rounded to seven digits: no state is reckoned from them, only how far a transfer has come meanwhile. Half the memory for each row. */
  private readonly chunks: Float32Array[] = [];

  /** Makes room for so many rows. */
  reach(rowCount: number): void {
    while (this.chunks.length * CHUNK_ROWS < rowCount) this.chunks.push(new Float32Array(CHUNK_ROWS));
  }

  set(row: number, bitrate: number): void {
    this.chunks[Math.floor(row / CHUNK_ROWS)]![row % CHUNK_ROWS] = bitrate;
  }

  at(row: number): number {
    return this.chunks[Math.floor(row / CHUNK_ROWS)]![row % CHUNK_ROWS]!;
  }
}
