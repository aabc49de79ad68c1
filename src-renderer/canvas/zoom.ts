import type { ClusterBlock, NetworkGeometry } from './networkGeometry';

/** How a drawing is looked at: what lies at p stands at `scale * p + (x, y)`. */
export interface ZoomView {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The whole drawing. */
export const WHOLE: ZoomView = { scale: 1, x: 0, y: 0 };
const MOST = 12;
/** Marks grow with the drawing, but no larger than this: beyond it one looks closer for the gaps. */
const LARGEST_RADIUS_PX = 34;
const LARGEST_SERVER_PX = 30;

/** No further than the edge of the drawing. */
function held({ scale, x, y }: ZoomView, widthPx: number, heightPx: number): ZoomView {
  const within = (at: number, lengthPx: number) => Math.min(0, Math.max(lengthPx * (1 - scale), at));
  return scale <= 1 ? WHOLE : { scale, x: within(x, widthPx), y: within(y, heightPx) };
}

/** Nearer (factor above 1) or further; what lies at that place stays there. */
export function zoomedAt(view: ZoomView, factor: number, at: Point, widthPx: number, heightPx: number): ZoomView {
  const scale = Math.min(MOST, Math.max(1, view.scale * factor));
  const by = scale / view.scale;
  return held({ scale, x: at.x - by * (at.x - view.x), y: at.y - by * (at.y - view.y) }, widthPx, heightPx);
}

export function panned(view: ZoomView, moveXPx: number, moveYPx: number, widthPx: number, heightPx: number): ZoomView {
  return held({ ...view, x: view.x + moveXPx, y: view.y + moveYPx }, widthPx, heightPx);
}

/** The place in the whole drawing of a place on the screen. */
export const placeBefore = (view: ZoomView, at: Point): Point => ({ x: (at.x - view.x) / view.scale, y: (at.y - view.y) / view.scale });

/** The geometry as it is looked at. Names keep their size: there is more room for them. */
export function zoomed(geometry: NetworkGeometry, view: ZoomView): NetworkGeometry {
  if (view.scale === 1) return geometry;
  const { scale } = view;
  const block = ({ leftPx, topPx, widthPx, heightPx, namePx }: ClusterBlock): ClusterBlock => ({
    leftPx: scale * leftPx + view.x,
    topPx: scale * topPx + view.y,
    widthPx: scale * widthPx,
    heightPx: scale * heightPx,
    namePx: scale * namePx,
  });
  return {
    ...geometry,
    x: geometry.x.map((x) => scale * x + view.x),
    y: geometry.y.map((y) => scale * y + view.y),
    peerRadiusPx: Math.max(geometry.peerRadiusPx, Math.min(LARGEST_RADIUS_PX, scale * geometry.peerRadiusPx)),
    serverHalfPx: Math.max(geometry.serverHalfPx, Math.min(LARGEST_SERVER_PX, scale * geometry.serverHalfPx)),
    blocks: geometry.blocks.map(block),
  };
}
