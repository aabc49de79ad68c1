import type { SwarmView } from '@core/replay/index';
import type { TraceHeader } from '@core/trace/index';
import { pieceColours } from './cividis';

/** The matrix at one pixel a cell. Rows that have not changed since the last call are not looked at again. */
export interface MatrixImage {
  /** Pixels row by row, as `ImageData` wants them. */
  readonly pixels: Uint32Array;
  /**
   * Brings the pixels up to the state; whether any has changed.
   * @param peerAt peer of each row
   */
  update(state: SwarmView, peerAt: Int32Array): boolean;
}

export function createMatrixImage({ peerCount, pieceCount }: TraceHeader, pixels: Uint32Array, onDark: boolean): MatrixImage {
  const colours = pieceColours(pieceCount, onDark);
  // In one trace a peer only ever gains pieces, always in the same order: so many pieces are always the same pieces.
  const drawnCount = new Int32Array(peerCount).fill(-1);
  const drawnPeer = new Int32Array(peerCount).fill(-1);

  function drawRow(state: SwarmView, peer: number, row: number): void {
    const first = peer * state.wordsPerPeer;
    const start = row * pieceCount;
    for (let piece = 0; piece < pieceCount; piece++) {
      const isHeld = (state.held[first + (piece >>> 5)]! >>> (piece & 31)) & 1;
      pixels[start + piece] = isHeld ? colours[piece]! : 0;
    }
  }

  return {
    pixels,
    update(state, peerAt) {
      let changed = false;
      for (let row = 0; row < peerCount; row++) {
        const peer = peerAt[row]!;
        if (drawnPeer[row] === peer && drawnCount[row] === state.heldCount[peer]) continue;
        drawnPeer[row] = peer;
        drawnCount[row] = state.heldCount[peer]!;
        drawRow(state, peer, row);
        changed = true;
      }
      return changed;
    },
  };
}
