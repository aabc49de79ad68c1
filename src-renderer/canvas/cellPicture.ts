import type { Replay } from '@core/replay/index';
import { isDarkGround } from './cividis';
import { createMatrixImage } from './matrixImage';

/** The cells of a replay as a picture that follows its state. */
export interface CellPicture {
  /** The picture of the state as it stands now, with those peers in its rows. */
  current(peerAt: Int32Array): HTMLCanvasElement;
}

/**
 * @param paper ground on which it is shown, `#rrggbb`
 * @throws Error when the browser gives no canvas of that size
 */
export function createCellPicture({ header, state }: Pick<Replay, 'header' | 'state'>, paper: string): CellPicture {
  const canvas = document.createElement('canvas');
  canvas.width = header.pieceCount;
  canvas.height = header.peerCount;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this canvas cannot be drawn on');
  const data = new ImageData(header.pieceCount, header.peerCount);
  const image = createMatrixImage(header, new Uint32Array(data.data.buffer), isDarkGround(paper));
  return {
    current(peerAt) {
      if (image.update(state, peerAt)) context.putImageData(data, 0, 0);
      return canvas;
    },
  };
}
