import type { NetworkGeometry } from './networkGeometry';
import { markHalfPx } from './peerMarks';

/** Where between two device pixels a mark may stand: so many places, more are not seen. */
const PHASES = 4;
/** A pixel not filled, half a phase, and the smoothing of the neighbour. */
const LATEST_PX = 1 + 0.5 / PHASES + 0.5;

/** Pixels row by row, as `ImageData` has them. */
export interface Plate {
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** A part of a plate, in its pixels. */
export interface PlateBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Marks that look alike, painted once and copied from then on. */
export interface MarkStamps {
  /**
   * Puts the mark of a peer in its place, and nothing of what was there before stays.
   * @param code how it looks: equal ones look alike
   * @returns what has changed
   */
  put(plate: Plate, peer: number, code: number): PlateBox;
}

/**
 * Paints a mark alone.
 * @param moveXPx,moveYPx by which its place is moved, device pixels
 * @returns `side` x `side` pixels
 */
export type PaintMark = (peer: number, moveXPx: number, moveYPx: number, side: number) => Uint32Array;

/** Whether marks stand a whole number of pixels apart, so that few stamps serve all, and no stamp covers a part of another mark. */
export function canStamp({ kind, peerRadiusPx }: NetworkGeometry, pixelRatio: number): boolean {
  const cell = 2.5 * peerRadiusPx * pixelRatio;
  // Drawn nearer, cells have parts of pixels: a stamp for each would be dearer than painting.
  if (Math.abs(cell - Math.round(cell)) > 1e-6) return false;
  // From the middle of a mark the next one begins after one and a half radii; a stamp may end up to a pixel and a phase later than its mark.
  return kind === 'clusters' && 0.5 * peerRadiusPx * pixelRatio >= pixelRatio + LATEST_PX;
}

/** For marks that are apart: filling a thousand circles anew takes longer than a frame, copying them does not. */
export function createMarkStamps(geometry: NetworkGeometry, pixelRatio: number, paintMark: PaintMark): MarkStamps {
  const half = markHalfPx(geometry) * pixelRatio;
  // Room for the mark wherever between two pixels it begins.
  const side = Math.ceil(2 * half) + 1;
  const stamps = new Map<number, Uint32Array>();

  /** The phase of a place, 0 .. PHASES - 1 after its pixel; rounding may lead to the next pixel. */
  const placeOf = (middle: number): { readonly first: number; readonly phase: number } => {
    const steps = Math.round((middle - half) * PHASES);
    return { first: Math.floor(steps / PHASES), phase: steps - PHASES * Math.floor(steps / PHASES) };
  };

  return {
    put({ pixels, width, height }, peer, code) {
      const middleX = geometry.x[peer]! * pixelRatio;
      const middleY = geometry.y[peer]! * pixelRatio;
      const { first: left, phase: phaseX } = placeOf(middleX);
      const { first: top, phase: phaseY } = placeOf(middleY);
      const key = (code * PHASES + phaseX) * PHASES + phaseY;
      let stamp = stamps.get(key);
      if (!stamp) stamps.set(key, (stamp = paintMark(peer, half + phaseX / PHASES - middleX, half + phaseY / PHASES - middleY, side)));
      const [fromX, fromY] = [Math.max(0, left), Math.max(0, top)];
      // To the last pixel that the mark reaches: behind it a neighbour may begin.
      const [untilX, untilY] = [Math.min(width, left + Math.ceil(2 * half + phaseX / PHASES)), Math.min(height, top + Math.ceil(2 * half + phaseY / PHASES))];
      for (let y = fromY; y < untilY; y++) {
        const row = (y - top) * side - left;
        pixels.set(stamp.subarray(row + fromX, row + untilX), y * width + fromX);
      }
      return { left: fromX, top: fromY, width: untilX - fromX, height: untilY - fromY };
    },
  };
}
