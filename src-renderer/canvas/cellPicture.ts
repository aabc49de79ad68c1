import type { Replay } from '@core/replay/index';
import { isDarkGround } from './cividis';
import { createMatrixImage, pixelOf, type MatrixImage, type PictureSize } from './matrixImage';
import type { RowOrder } from './rowOrder';

/** The cells of a replay as a picture that follows its state. */
export interface CellPicture {
  /**
   * The picture of the state as it stands now.
   * @param order which peer stands in which row
   * @param size in which it will be shown, or smaller
   * @param marksArriving whether cells whose piece is on its way have a mark in it
   */
  current(order: RowOrder, size: PictureSize, marksArriving: boolean): HTMLCanvasElement;
}

/** Strength of the mark of an arriving piece, of 255. */
const ARRIVING = 179;

/** The colour `#rrggbb` as canvas pixels want it. */
function packed(colour: string, strength: number): number {
  const value = Number.parseInt(colour.slice(1), 16);
  return (strength << 24) | ((value & 255) << 16) | (value & 0xff00) | (value >> 16);
}

interface Plate {
  readonly size: PictureSize;
  readonly image: MatrixImage;
  readonly data: ImageData;
  /** Of `data`. */
  readonly pixels: Uint32Array;
}

/**
 * @param paper ground on which it is shown, `#rrggbb`
 * @param arriving colour of what is on its way, `#rrggbb`
 * @throws Error when the browser gives no canvas of that size
 */
export function createCellPicture({ header, state }: Pick<Replay, 'header' | 'state'>, paper: string, arriving: string): CellPicture {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this canvas cannot be drawn on');
  const mark = packed(arriving, ARRIVING);
  let plate: Plate | null = null;
  let hasMarks = false;

  function plateOf(size: PictureSize): Plate {
    if (plate?.size.columns === size.columns && plate.size.rows === size.rows) return plate;
    canvas.width = size.columns;
    canvas.height = size.rows;
    const data = new ImageData(size.columns, size.rows);
    return (plate = { size, image: createMatrixImage(header, size, isDarkGround(paper)), data, pixels: new Uint32Array(data.data.buffer) });
  }

  function markArriving(pixels: Uint32Array, { rowOf }: RowOrder, { columns, rows }: PictureSize): void {
    for (let at = 0; at < state.transferCount; at++) {
      const line = pixelOf(rowOf[state.transferTo[at]!]!, rows, header.peerCount);
      pixels[line * columns + pixelOf(state.transferPiece[at]!, columns, header.pieceCount)] = mark;
    }
  }

  return {
    current(order, size, marksArriving) {
      const { image, data, pixels } = plateOf(size);
      const hasChanged = image.update(state, order.peerAt);
      if (!hasChanged && !marksArriving && !hasMarks) return canvas;
      pixels.set(image.pixels);
      if (marksArriving) markArriving(pixels, order, size);
      hasMarks = marksArriving;
      context.putImageData(data, 0, 0);
      return canvas;
    },
  };
}
