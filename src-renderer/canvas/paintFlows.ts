import type { SwarmView } from '@core/replay/index';
import type { Clustering } from './clustering';
import { clusterFlows } from './flows';
import type { ClusterBlock, NetworkGeometry } from './networkGeometry';
import type { NetworkLook } from './networkLook';

const WIDEST_PX = 26;
/** Streams of a smaller part of all that flows are left out: they would only be dirt. */
const LEAST_SHARE = 0.004;
const DASH = [6, 10];
const TIP_PX = 10;

/** A bent way from one place to another, level at both ends. */
interface Way {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  readonly controlX1: number;
  readonly controlX2: number;
}

const middleOf = ({ topPx, heightPx, namePx }: ClusterBlock) => topPx + namePx + (heightPx - namePx) / 2;

function wayFromServer(geometry: NetworkGeometry, block: ClusterBlock): Way {
  const fromX = geometry.x[0]! + geometry.serverHalfPx + 4;
  const toX = block.leftPx - 4;
  const control = (fromX + toX) / 2;
  return { fromX, fromY: geometry.y[0]!, toX, toY: middleOf(block), controlX1: control, controlX2: control };
}

/** Round the right side, from one cluster to another or back into itself; the further, the wider the bend, and upwards a narrower one. */
function wayAmong(blocks: readonly ClusterBlock[], from: number, to: number, roomPx: number): Way {
  const source = blocks[from]!;
  const target = blocks[to]!;
  const x = source.leftPx + source.widthPx + 4;
  const fold = Math.min(16, (source.heightPx - source.namePx) * 0.3, (target.heightPx - target.namePx) * 0.3);
  const far = from === to ? 0.5 : Math.min(1, 0.55 + 0.15 * Math.abs(to - from)) * (to > from ? 1 : 0.8);
  const bend = x + (roomPx - 8) * far * (4 / 3);
  const [up, down] = from === to ? [-fold, fold] : [fold * 0.5, -fold * 0.5];
  return { fromX: x, fromY: middleOf(source) + up, toX: x, toY: middleOf(target) + down, controlX1: bend, controlX2: bend };
}

/** A stream along a way, as wide as its share of all that flows, with a tip at its end. */
function paintStream(context: CanvasRenderingContext2D, way: Way, share: number, colour: string, dashPx: number | null): void {
  const width = Math.max(1.5, WIDEST_PX * share);
  const half = Math.min(width / 2 + 4, 14);
  // A stream arrives level, from the side its last control point is on.
  const side = way.toX >= way.controlX2 ? -1 : 1;
  const endX = way.toX + side * TIP_PX;
  const line = new Path2D();
  line.moveTo(way.fromX, way.fromY);
  line.bezierCurveTo(way.controlX1, way.fromY, way.controlX2, way.toY, endX, way.toY);
  context.strokeStyle = context.fillStyle = colour;
  context.globalAlpha = 0.3;
  context.setLineDash([]);
  context.lineWidth = width;
  context.stroke(line);
  context.globalAlpha = 0.7;
  context.beginPath();
  context.moveTo(endX, way.toY - half);
  context.lineTo(way.toX, way.toY);
  context.lineTo(endX, way.toY + half);
  context.closePath();
  context.fill();
  if (dashPx === null) return;
  context.globalAlpha = 0.85;
  context.lineWidth = Math.max(1, width * 0.3);
  context.setLineDash(DASH);
  context.lineDashOffset = -dashPx;
  context.stroke(line);
}

/** Too many peers for links: what the server sends into each cluster, and what flows within and among them. */
export function paintFlows(context: CanvasRenderingContext2D, geometry: NetworkGeometry, state: SwarmView, { clusters, of }: Clustering, look: NetworkLook): void {
  const { blocks } = geometry;
  const server = clusters.length;
  const flows = new Float64Array((server + 1) * (server + 1));
  const total = clusterFlows(state, of, server, flows);
  if (total === 0) return;
  const [first] = blocks;
  const roomPx = first ? geometry.widthPx - first.leftPx - first.widthPx : 0;
  context.save();
  for (let from = 0; from <= server; from++)
    for (let to = 0; to < server; to++) {
      const share = flows[from * (server + 1) + to]! / total;
      if (share < LEAST_SHARE) continue;
      if (from === server) paintStream(context, wayFromServer(geometry, blocks[to]!), share, look.theme.ink, look.dashPx);
      else paintStream(context, wayAmong(blocks, from, to, Math.max(44, roomPx)), share, look.peerColour, look.dashPx);
    }
  context.restore();
}

/** The name of each cluster above its peers, after a bar in the colour of its group. */
export function paintClusterNames(context: CanvasRenderingContext2D, { blocks }: NetworkGeometry, { clusters }: Clustering, { theme, clusterNames }: NetworkLook): void {
  context.save();
  context.font = `${theme.fontSizePx}px ${theme.fontFamily}`;
  context.textBaseline = 'middle';
  blocks.forEach(({ leftPx, topPx, namePx }, at) => {
    if (namePx === 0) return;
    const group = clusters[at]!.group;
    const x = Math.max(4, leftPx);
    const y = topPx + namePx - theme.fontSizePx * 0.85;
    context.fillStyle = clusters.length > 1 && group >= 0 ? theme.groups[group % theme.groups.length]! : theme.quietInk;
    if (clusters.length > 1) context.fillRect(x, y - theme.fontSizePx * 0.5, 3, theme.fontSizePx);
    context.fillStyle = theme.ink;
    context.fillText(clusterNames[at] ?? '', x + (clusters.length > 1 ? 9 : 2), y);
  });
  context.restore();
}
