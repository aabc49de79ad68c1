import type { Replay } from '@core/replay/index';
import type { NetworkGeometry } from './networkGeometry';
import type { NetworkLook } from './networkLook';
import { paintPeerNames, paintPeers } from './paintPeers';
import { markCode, markHalfPx, marksAreApart } from './peerMarks';

/** The peers of a network as a picture that follows the state of their replay: between two frames most of them look the same. */
export interface PeerPicture {
  /**
   * The picture of the state as it stands now.
   * @param pixelRatio device pixels for each CSS pixel
   */
  current(look: NetworkLook, pixelRatio: number): HTMLCanvasElement;
}

/** @throws Error when the browser gives no canvas of that size */
export function createPeerPicture({ header, state }: Pick<Replay, 'header' | 'state'>, geometry: NetworkGeometry): PeerPicture {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this canvas cannot be drawn on');
  const pen = context;
  const drawn = new Int32Array(header.peerCount).fill(-1);
  const changed = new Int32Array(header.peerCount);
  const areApart = marksAreApart(geometry);
  const half = markHalfPx(geometry);
  let ground: readonly unknown[] = [];

  /** All is drawn anew where colours, type or pixels are others. */
  function prepare({ theme, peerColour }: NetworkLook, pixelRatio: number): void {
    const wanted = [theme, peerColour, pixelRatio];
    if (wanted.every((one, at) => one === ground[at])) return;
    ground = wanted;
    canvas.width = Math.max(1, Math.round(geometry.widthPx * pixelRatio));
    canvas.height = Math.max(1, Math.round(geometry.heightPx * pixelRatio));
    pen.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    drawn.fill(-1);
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

  return {
    current(look, pixelRatio) {
      prepare(look, pixelRatio);
      const peers = changed.subarray(0, findChanged());
      if (peers.length === header.peerCount - 1) pen.clearRect(0, 0, geometry.widthPx, geometry.heightPx);
      else for (const peer of peers) pen.clearRect(geometry.x[peer]! - half, geometry.y[peer]! - half, 2 * half, 2 * half);
      if (peers.length === 0) return canvas;
      paintPeers(pen, geometry, peers, state, header.pieceCount, look);
      paintPeerNames(pen, geometry, peers, state, header.pieceCount, look);
      return canvas;
    },
  };
}
