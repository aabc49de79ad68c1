import type { SwarmView } from '@core/replay/index';
import { flowsOf } from './flows';
import type { NetworkGeometry } from './networkLayout';
import type { NetworkLook } from './networkLook';

const WIDEST_PX = 26;

/** A stream from a mark at the left into the grid of peers, as wide as its share of all that is sent. */
function paintStream(context: CanvasRenderingContext2D, fromX: number, y: number, toX: number, share: number, colour: string, dashPx: number | null): void {
  if (share <= 0 || toX <= fromX) return;
  const width = Math.max(1.5, WIDEST_PX * share);
  context.strokeStyle = context.fillStyle = colour;
  context.globalAlpha = 0.3;
  context.setLineDash([]);
  context.lineWidth = width;
  const tip = Math.min(14, width / 2 + 6);
  context.beginPath();
  context.moveTo(fromX, y);
  context.lineTo(toX - tip, y);
  context.stroke();
  context.beginPath();
  context.moveTo(toX - tip, y - width / 2 - 4);
  context.lineTo(toX, y);
  context.lineTo(toX - tip, y + width / 2 + 4);
  context.closePath();
  context.fill();
  if (dashPx === null) return;
  context.globalAlpha = 0.85;
  context.lineWidth = Math.max(1, width * 0.3);
  context.setLineDash([6, 10]);
  context.lineDashOffset = -dashPx;
  context.beginPath();
  context.moveTo(fromX, y);
  context.lineTo(toX - tip, y);
  context.stroke();
}

/** Too many peers for links: what the server and what the peers send together, as two streams into the swarm. */
export function paintFlows(context: CanvasRenderingContext2D, geometry: NetworkGeometry, state: SwarmView, look: NetworkLook): void {
  const { serverBitrate, peersBitrate } = flowsOf(state);
  const all = serverBitrate + peersBitrate;
  const mark = geometry.peersMark;
  const radius = geometry.serverHalfPx;
  const start = geometry.x[0]! + radius + 4;
  const end = geometry.gridLeftPx - 4;
  context.save();
  paintStream(context, start, geometry.y[0]!, end, all > 0 ? serverBitrate / all : 0, look.theme.ink, look.dashPx);
  paintStream(context, start, mark.y, end, all > 0 ? peersBitrate / all : 0, look.peerColour, look.dashPx);
  context.setLineDash([]);
  context.globalAlpha = 1;
  context.fillStyle = look.peerColour;
  context.beginPath();
  // Three circles: the peers together.
  for (const [dx, dy] of [[-0.45, 0.4], [0.45, 0.4], [0, -0.45]] as const) {
    context.moveTo(mark.x + (dx + 0.4) * radius, mark.y + dy * radius);
    context.arc(mark.x + dx * radius, mark.y + dy * radius, 0.4 * radius, 0, 2 * Math.PI);
  }
  context.fill();
  context.restore();
}
