import { countBits } from '@core/base/index';
import type { SwarmView } from '@core/replay/index';
import type { TraceHeader } from '@core/trace/index';
import { pieceColours } from './cividis';

/** So many pixels the picture of a matrix has: where there is room each cell has its own, else several share one. */
export interface PictureSize {
  /** At most as many as pieces. */
  readonly columns: number;
  /** At most as many as peers. */
  readonly rows: number;
}

/** The matrix as pixels. Where a pixel stands for several cells its strength says how many of them are held. Only what has changed is looked at again. */
export interface MatrixImage {
  /** Pixels row by row, as `ImageData` wants them. */
  readonly pixels: Uint32Array;
  /**
   * Brings the pixels up to the state; whether any has changed.
   * @param peerAt peer of each row
   */
  update(state: Pick<SwarmView, 'held' | 'wordsPerPeer'>, peerAt: Int32Array): boolean;
}

/** The first cell that stands in a pixel, when `cells` share `pixels`. */
const firstCell = (pixel: number, pixels: number, cells: number): number => Math.floor((pixel * cells) / pixels);

/** The pixel in which a cell stands, when `cells` share `pixels`. */
export const pixelOf = (cell: number, pixels: number, cells: number): number => Math.floor(((cell + 1) * pixels - 1) / cells);

/** Ones of `bits` from one place up to, but without, another; `at` is where the bits begin, in words. */
function onesBetween(bits: Uint32Array, at: number, from: number, until: number): number {
  let count = 0;
  for (let place = from; place < until; ) {
    const shift = place & 31;
    const taken = Math.min(32 - shift, until - place);
    const mask = taken === 32 ? -1 : ((1 << taken) - 1) << shift;
    count += countBits(bits[at + (place >>> 5)]! & mask);
    place += taken;
  }
  return count;
}

export function createMatrixImage({ peerCount, pieceCount }: Pick<TraceHeader, 'peerCount' | 'pieceCount'>, { columns, rows }: PictureSize, onDark: boolean): MatrixImage {
  const colours = pieceColours(columns, onDark).map((colour) => colour & 0xffffff);
  const pixels = new Uint32Array(columns * rows);
  // First piece of each column, and behind the last one the end.
  const firstPiece = Int32Array.from({ length: columns + 1 }, (_, column) => firstCell(column, columns, pieceCount));
  const words = Math.ceil(pieceCount / 32);
  // What the pixels show, row by row of the matrix.
  const shown = new Uint32Array(peerCount * words);

  /** Brings one word of some rows up to the state; whether any was another. */
  function takeOver({ held, wordsPerPeer }: Pick<SwarmView, 'held' | 'wordsPerPeer'>, peerAt: Int32Array, from: number, until: number, word: number): boolean {
    let changed = false;
    for (let row = from; row < until; row++) {
      const bits = held[peerAt[row]! * wordsPerPeer + word]!;
      if (shown[row * words + word] === bits) continue;
      shown[row * words + word] = bits;
      changed = true;
    }
    return changed;
  }

  function draw(line: number, column: number, from: number, until: number): void {
    const first = firstPiece[column]!;
    const after = firstPiece[column + 1]!;
    const shift = first & 31;
    let count = 0;
    if (shift + after - first < 32) {
      // Nearly always a column is a part of one word: then the bits of a row are counted in one go.
      const mask = (1 << (after - first)) - 1;
      for (let at = from * words + (first >>> 5), end = until * words; at < end; at += words) count += countBits((shown[at]! >>> shift) & mask);
    } else for (let row = from; row < until; row++) count += onesBetween(shown, row * words, first, after);
    const strength = Math.round((255 * count) / ((after - first) * (until - from)));
    pixels[line * columns + column] = strength === 0 ? 0 : (strength << 24) | colours[column]!;
  }

  return {
    pixels,
    update(state, peerAt) {
      let changed = false;
      for (let line = 0; line < rows; line++) {
        const from = firstCell(line, rows, peerCount);
        const until = firstCell(line + 1, rows, peerCount);
        for (let word = 0; word < words; word++) {
          if (!takeOver(state, peerAt, from, until, word)) continue;
          changed = true;
          const last = pixelOf(Math.min(pieceCount, (word + 1) * 32) - 1, columns, pieceCount);
          for (let column = pixelOf(word * 32, columns, pieceCount); column <= last; column++) draw(line, column, from, until);
        }
      }
      return changed;
    },
  };
}
