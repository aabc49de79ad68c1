import type { Replay } from '@core/replay/index';
import { canStamp, createMarkStamps, type MarkStamps, type PaintMark } from './markStamps';
import type { NetworkGeometry } from './networkGeometry';
import type { NetworkLook } from './networkLook';
import { nameSizePx, paintPeerNames, paintPeers } from './paintPeers';
import { markCode, markHalfPx, marksAreApart } from './peerMarks';

/** The peers of a network as a picture that follows the state of their replay: between two frames most of them look the same. */
export interface PeerPicture {
  /**
   * The picture of the state as it stands now.
   * @param pixelRatio device pixels for each CSS pixel
   */
  current(look: NetworkLook, pixelRatio: number): HTMLCanvasElement;
}

/** Up to so many changed marks go to the canvas one by one, more with all that is between them. */
const FEW_MARKS = 64;

/** A canvas to draw on, and its pen. @throws Error when the browser gives none */
function newCanvas(options?: CanvasRenderingContext2DSettings): CanvasRenderingContext2D {
  const context = document.createElement('canvas').getContext('2d', options);
  if (!context) throw new Error('this canvas cannot be drawn on');
  return context;
}

/** @throws Error when the browser gives no canvas of that size */
export function createPeerPicture({ header, state }: Pick<Replay, 'header' | 'state'>, geometry: NetworkGeometry): PeerPicture {
  const pen = newCanvas();
  const { canvas } = pen;
  const drawn = new Int32Array(header.peerCount).fill(-1);
  const changed = new Int32Array(header.peerCount);
  const areApart = marksAreApart(geometry);
  const half = markHalfPx(geometry);
  let ground: readonly unknown[] = [];
  let stamped: { readonly stamps: MarkStamps; readonly data: ImageData; readonly pixels: Uint32Array } | null = null;

  /** Marks without names that stand far enough apart are copied. */
  function prepareStamps(look: NetworkLook, pixelRatio: number): void {
    stamped = null;
    if (!canStamp(geometry, pixelRatio) || nameSizePx(geometry, look) > 0) return;
    const single = newCanvas({ willReadFrequently: true });
    const paintMark: PaintMark = (peer, moveXPx, moveYPx, side) => {
      // Also wipes it.
      single.canvas.width = single.canvas.height = side;
      single.setTransform(pixelRatio, 0, 0, pixelRatio, moveXPx, moveYPx);
      paintPeers(single, geometry, Int32Array.of(peer), state, header.pieceCount, look);
      return new Uint32Array(single.getImageData(0, 0, side, side).data.buffer);
    };
    const data = new ImageData(canvas.width, canvas.height);
    stamped = { stamps: createMarkStamps(geometry, pixelRatio, paintMark), data, pixels: new Uint32Array(data.data.buffer) };
  }

  /** All is drawn anew where colours, type or pixels are others. */
  function prepare(look: NetworkLook, pixelRatio: number): void {
    const { theme, peerColour } = look;
    const wanted = [theme, peerColour, pixelRatio];
    if (wanted.every((one, at) => one === ground[at])) return;
    ground = wanted;
    canvas.width = Math.max(1, Math.round(geometry.widthPx * pixelRatio));
    canvas.height = Math.max(1, Math.round(geometry.heightPx * pixelRatio));
    pen.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    drawn.fill(-1);
    prepareStamps(look, pixelRatio);
  }

  /** Writes the peers that are to be drawn into `changed`. */
  function findChanged(): number {
    let count = 0;
    for (let peer = 1; peer < header.peerCount; peer++) {
      const code = markCode(state, peer, header.pieceCount, geometry.peerRadiusPx);
      if (code === drawn[peer]) continue;
      drawn[peer] = code;
      changed[count++] = peer;
    }
    if (count === 0 || areApart) return count;
    // Where one lies over another, wiping it would wipe the other too.
    for (let peer = 1; peer < header.peerCount; peer++) changed[peer - 1] = peer;
    return header.peerCount - 1;
  }

  function stampMarks(peers: Int32Array, { stamps, data, pixels }: NonNullable<typeof stamped>): void {
    const plate = { pixels, width: data.width, height: data.height };
    for (const peer of peers) {
      const { left, top, width, height } = stamps.put(plate, peer, drawn[peer]!);
      if (peers.length <= FEW_MARKS) pen.putImageData(data, 0, 0, left, top, width, height);
    }
    if (peers.length > FEW_MARKS) pen.putImageData(data, 0, 0);
  }

  return {
    current(look, pixelRatio) {
      prepare(look, pixelRatio);
      const peers = changed.subarray(0, findChanged());
      if (stamped) {
        stampMarks(peers, stamped);
        return canvas;
      }
      if (peers.length === header.peerCount - 1) pen.clearRect(0, 0, geometry.widthPx, geometry.heightPx);
      else for (const peer of peers) pen.clearRect(geometry.x[peer]! - half, geometry.y[peer]! - half, 2 * half, 2 * half);
      if (peers.length === 0) return canvas;
      paintPeers(pen, geometry, peers, state, header.pieceCount, look);
      paintPeerNames(pen, geometry, peers, state, header.pieceCount, look);
      return canvas;
    },
  };
}
