import type { Replay } from '@core/replay/index';
import type { ChartTheme } from '../charts/theme';
import type { NetworkGeometry } from './networkGeometry';
import type { NetworkLook } from './networkLook';
import type { Clustering } from './clustering';
import { paintClusterNames, paintFlows } from './paintFlows';
import { paintEvent, paintIdleNeighbours, paintLinks } from './paintLinks';
import type { PeerPicture } from './peerPicture';

/** With so few peers all choked neighbours are shown, not only those of the selected one. */
const FEW_PEERS = 12;

function paintServer(context: CanvasRenderingContext2D, geometry: NetworkGeometry, isOnline: boolean, theme: ChartTheme): void {
  const half = geometry.serverHalfPx;
  const x = geometry.x[0]!;
  const y = geometry.y[0]!;
  context.save();
  context.fillStyle = isOnline ? theme.ink : theme.paper;
  context.strokeStyle = theme.quietInk;
  context.lineWidth = theme.lineWidthPx;
  context.fillRect(x - half, y - half, 2 * half, 2 * half);
  context.strokeStyle = theme.paper;
  if (!isOnline) {
    context.strokeStyle = theme.quietInk;
    context.setLineDash([4, 3]);
    context.strokeRect(x - half, y - half, 2 * half, 2 * half);
  }
  // Two shelves, as computers in a rack: a server even without its colour.
  context.setLineDash([]);
  context.lineWidth = Math.max(1, half * 0.12);
  context.beginPath();
  for (const shelf of [-1 / 3, 1 / 3]) {
    context.moveTo(x - half * 0.65, y + half * shelf);
    context.lineTo(x + half * 0.65, y + half * shelf);
  }
  context.stroke();
  context.restore();
}

function paintFocus(context: CanvasRenderingContext2D, geometry: NetworkGeometry, peer: number, theme: ChartTheme, widthPx: number): void {
  const radius = peer === 0 ? geometry.serverHalfPx * 1.45 : geometry.peerRadiusPx + 3.5;
  context.save();
  context.strokeStyle = theme.ink;
  context.lineWidth = widthPx;
  context.beginPath();
  context.arc(geometry.x[peer]!, geometry.y[peer]!, radius, 0, 2 * Math.PI);
  context.stroke();
  context.restore();
}

/** The name of a peer in a box beside it, towards the middle of the drawing where no neighbour of its ring stands. */
function paintLabel(context: CanvasRenderingContext2D, geometry: NetworkGeometry, peer: number, text: string, theme: ChartTheme): void {
  const size = theme.fontSizePx;
  context.save();
  context.font = `${size}px ${theme.fontFamily}`;
  const width = context.measureText(text).width + 12;
  const height = size * 1.6;
  const reach = (peer === 0 ? geometry.serverHalfPx * 1.5 : geometry.peerRadiusPx) + 12;
  const towardsX = geometry.widthPx / 2 - geometry.x[peer]!;
  const towardsY = geometry.heightPx / 2 - geometry.y[peer]!;
  const away = Math.hypot(towardsX, towardsY);
  const [ux, uy] = away < 1 ? [0, 1] : [towardsX / away, towardsY / away];
  const middleX = geometry.x[peer]! + ux * (reach + (Math.abs(ux) * width) / 2);
  const middleY = geometry.y[peer]! + uy * (reach + (Math.abs(uy) * height) / 2);
  const x = Math.min(Math.max(2, middleX - width / 2), geometry.widthPx - width - 2);
  const y = Math.min(Math.max(2, middleY - height / 2), geometry.heightPx - height - 2);
  context.fillStyle = theme.raised;
  context.strokeStyle = theme.hairline;
  context.beginPath();
  context.roundRect(x, y, width, height, 4);
  context.fill();
  context.stroke();
  context.fillStyle = theme.ink;
  context.textBaseline = 'middle';
  context.fillText(text, x + 6, y + height / 2);
  context.restore();
}

/** Pixel upon pixel: the picture has those of the canvas. */
function paintPicture(context: CanvasRenderingContext2D, peers: PeerPicture, look: NetworkLook): void {
  const { a: pixelRatio } = context.getTransform();
  const picture = peers.current(look, pixelRatio);
  context.drawImage(picture, 0, 0, picture.width / pixelRatio, picture.height / pixelRatio);
}

/**
 * Paints the whole network over what was there.
 * @param peers their picture, in that geometry
 * @param clustering of the peers, as the geometry has it
 * @param found room for the neighbours of one peer, reused from call to call
 */
export function paintNetwork(
  context: CanvasRenderingContext2D, geometry: NetworkGeometry, replay: Replay, peers: PeerPicture, clustering: Clustering, look: NetworkLook, found: Int32Array,
): void {
  const { state, header } = replay;
  context.clearRect(0, 0, geometry.widthPx, geometry.heightPx);
  if (geometry.kind === 'clusters') {
    paintFlows(context, geometry, state, clustering, look);
    paintClusterNames(context, geometry, clustering, look);
  }
  const selected = look.selectedPeer;
  if (selected !== null) paintIdleNeighbours(context, geometry, replay, selected, look, found);
  else if (header.peerCount - 1 <= FEW_PEERS) {
    for (let peer = 1; peer < header.peerCount; peer++) paintIdleNeighbours(context, geometry, replay, peer, look, found);
  }
  if (geometry.kind === 'ring') paintLinks(context, geometry, replay, look);
  paintPicture(context, peers, look);
  // Else the few links of the selected peer would be hidden by its neighbours' circles.
  if (geometry.kind === 'clusters') paintLinks(context, geometry, replay, look);
  paintServer(context, geometry, state.online[0] === 1, look.theme);
  if (look.event) {
    paintEvent(context, geometry, look.event, look);
    for (const end of [look.event.from, look.event.to]) if (end !== selected) paintFocus(context, geometry, end, look.theme, 2.5);
  }
  if (selected !== null) paintFocus(context, geometry, selected, look.theme, 2.5);
  const named = look.hoveredPeer ?? selected;
  if (look.hoveredPeer !== null && look.hoveredPeer !== selected) paintFocus(context, geometry, look.hoveredPeer, look.theme, 1.5);
  if (named !== null && named < header.peerCount) paintLabel(context, geometry, named, look.label, look.theme);
}
