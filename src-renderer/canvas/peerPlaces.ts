import type { NetworkGeometry } from './networkGeometry';

/** Where somebody has put a peer, as parts of the drawing's width and height: the same in every size of it. */
export interface PeerPlace {
  /** 0 is the server. */
  readonly peer: number;
  readonly x: number;
  readonly y: number;
}

/** So near to the edge a peer may be put, CSS pixels: it stays whole. */
const EDGE_PX = 12;

/** Peers of a cluster stand in their order; elsewhere each may stand where it is put. */
export const canMovePeers = ({ kind }: NetworkGeometry): boolean => kind === 'ring';

/** The geometry with those peers where they were put; the others stay. Of two places of one peer the later one counts. */
export function withPlaces(geometry: NetworkGeometry, places: readonly PeerPlace[]): NetworkGeometry {
  if (places.length === 0 || !canMovePeers(geometry)) return geometry;
  const x = geometry.x.slice();
  const y = geometry.y.slice();
  for (const place of places) {
    if (place.peer >= x.length) continue;
    x[place.peer] = within(place.x * geometry.widthPx, geometry.widthPx);
    y[place.peer] = within(place.y * geometry.heightPx, geometry.heightPx);
  }
  return { ...geometry, x, y };
}

const within = (at: number, lengthPx: number): number => Math.max(0, Math.min(Math.max(EDGE_PX, at), lengthPx - EDGE_PX));

/** A point of the drawing as parts of its width and height. */
export function placeIn({ widthPx, heightPx }: NetworkGeometry, at: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number } {
  const part = (value: number, length: number) => Math.min(Math.max(0, value / Math.max(1, length)), 1);
  return { x: part(at.x, widthPx), y: part(at.y, heightPx) };
}
