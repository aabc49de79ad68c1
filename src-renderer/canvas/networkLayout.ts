import { layoutClusters } from './clusterLayout';
import { oneCluster, type Clustering } from './clustering';
import type { NetworkGeometry } from './networkGeometry';

/** Above so many peers links would be a hairball. */
export const RING_PEERS = 60;
const LARGEST_RADIUS_PX = 24;
const MARGIN_PX = 10;

/** Points of equal distance along an ellipse, clockwise from the top: equal angles would crowd the peers at its flat ends. */
function alongEllipse(count: number, radiusX: number, radiusY: number, put: (at: number, x: number, y: number) => void): number {
  const steps = 720;
  const lengths = new Float64Array(steps + 1);
  const at = (step: number) => (step / steps) * 2 * Math.PI - Math.PI / 2;
  for (let step = 1; step <= steps; step++) {
    const dx = radiusX * (Math.cos(at(step)) - Math.cos(at(step - 1)));
    const dy = radiusY * (Math.sin(at(step)) - Math.sin(at(step - 1)));
    lengths[step] = lengths[step - 1]! + Math.hypot(dx, dy);
  }
  const around = lengths[steps]!;
  let step = 0;
  for (let index = 0; index < count; index++) {
    const wanted = (index * around) / count;
    while (step < steps && lengths[step + 1]! <= wanted) step++;
    put(index, radiusX * Math.cos(at(step)), radiusY * Math.sin(at(step)));
  }
  return around;
}

function ring(peers: number, widthPx: number, heightPx: number): NetworkGeometry {
  const x = new Float64Array(peers + 1).fill(widthPx / 2);
  const y = new Float64Array(peers + 1).fill(heightPx / 2);
  // The radius depends on the way round, and the way round on the radius: a guess from the free size is near enough.
  const around = alongEllipse(0, widthPx / 2 - MARGIN_PX, heightPx / 2 - MARGIN_PX, () => undefined);
  const peerRadiusPx = Math.max(3, Math.min(LARGEST_RADIUS_PX, (around / Math.max(1, peers)) * 0.36, Math.min(widthPx, heightPx) / 8));
  const inset = peerRadiusPx + MARGIN_PX;
  alongEllipse(peers, Math.max(1, widthPx / 2 - inset), Math.max(1, heightPx / 2 - inset), (at, dx, dy) => {
    x[at + 1]! += dx;
    y[at + 1]! += dy;
  });
  const serverHalfPx = Math.max(9, Math.min(20, Math.min(widthPx, heightPx) / 16));
  return { kind: 'ring', widthPx, heightPx, x, y, peerRadiusPx, serverHalfPx, blocks: [] };
}

/**
 * @param peers without the server
 * @param clustering of these peers
 * @param fontSizePx of the names of clusters
 */
export function layoutNetwork(peers: number, widthPx: number, heightPx: number, clustering: Clustering = oneCluster(peers), fontSizePx = 13): NetworkGeometry {
  return peers <= RING_PEERS ? ring(peers, widthPx, heightPx) : layoutClusters(clustering, widthPx, heightPx, fontSizePx);
}

/** How far beside a mark a press still means it. */
const SLACK_PX = 5;

/** The peer at a place, the server included, or null. Of several the nearest. */
export function peerAt(geometry: NetworkGeometry, x: number, y: number): number | null {
  const dx = Math.abs(x - geometry.x[0]!);
  const dy = Math.abs(y - geometry.y[0]!);
  if (Math.max(dx, dy) <= geometry.serverHalfPx) return 0;
  let nearest: number | null = null;
  let best = geometry.peerRadiusPx + SLACK_PX;
  for (let peer = 1; peer < geometry.x.length; peer++) {
    const distance = Math.hypot(x - geometry.x[peer]!, y - geometry.y[peer]!);
    if (distance > best) continue;
    best = distance;
    nearest = peer;
  }
  return nearest;
}
