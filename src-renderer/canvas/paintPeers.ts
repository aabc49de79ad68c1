import type { SwarmView } from '@core/replay/index';
import { hatchCircle } from './hatch';
import type { NetworkGeometry } from './networkGeometry';
import type { NetworkLook } from './networkLook';

/** How a peer stands in the drawing. away: left with pieces it keeps; absent: has not arrived. */
export type PeerCondition = 'absent' | 'away' | 'complete' | 'busy';

export function conditionOf(state: SwarmView, peer: number, pieceCount: number): PeerCondition {
  if (!state.arrived[peer]) return 'absent';
  if (!state.online[peer]) return 'away';
  return state.heldCount[peer]! >= pieceCount ? 'complete' : 'busy';
}

function addCheck(path: Path2D, x: number, y: number, size: number): void {
  path.moveTo(x - size * 0.5, y);
  path.lineTo(x - size * 0.1, y + size * 0.4);
  path.lineTo(x + size * 0.55, y - size * 0.4);
}

function addCircle(path: Path2D, x: number, y: number, radius: number): void {
  path.moveTo(x + radius, y);
  path.arc(x, y, radius, 0, 2 * Math.PI);
}

/** The part of a circle that a share fills, clockwise from the top; as ring or, where circles are small, as sector. */
function addShare(path: Path2D, x: number, y: number, radius: number, share: number, asSector: boolean): void {
  if (share <= 0) return;
  const start = -Math.PI / 2;
  if (asSector) path.moveTo(x, y);
  else path.moveTo(x + radius * Math.cos(start), y + radius * Math.sin(start));
  path.arc(x, y, radius, start, start + share * 2 * Math.PI);
  if (asSector) path.closePath();
}

/** Those peers: a ring that fills with the pieces held; complete ones solid with a check, away ones pale and hatched, absent ones a dot. */
export function paintPeers(context: CanvasRenderingContext2D, geometry: NetworkGeometry, peers: Int32Array, state: SwarmView, pieceCount: number, look: NetworkLook): void {
  const { theme } = look;
  const radius = geometry.peerRadiusPx;
  const isSmall = radius < 9;
  const ringPx = isSmall ? 1 : Math.max(3, radius * 0.24);
  const grounds = new Path2D();
  const tracks = new Path2D();
  const shares = new Path2D();
  const keptShares = new Path2D();
  const solid = new Path2D();
  const checks = new Path2D();
  const hatches = new Path2D();
  const dots = new Path2D();
  for (const peer of peers) {
    const x = geometry.x[peer]!;
    const y = geometry.y[peer]!;
    const condition = conditionOf(state, peer, pieceCount);
    if (condition === 'absent') {
      addCircle(dots, x, y, Math.max(1, Math.min(2.5, radius * 0.3)));
      continue;
    }
    addCircle(grounds, x, y, radius);
    if (condition === 'complete') {
      addCircle(solid, x, y, radius);
      addCheck(checks, x, isSmall ? y : y + radius * 0.42, isSmall ? radius : radius * 0.5);
      continue;
    }
    const inner = isSmall ? radius - 1 : radius - ringPx / 2;
    addCircle(tracks, x, y, inner);
    addShare(condition === 'away' ? keptShares : shares, x, y, inner, state.heldCount[peer]! / pieceCount, isSmall);
    if (condition === 'away') hatchCircle(hatches, x, y, radius, Math.max(3, radius * 0.4));
  }
  context.save();
  context.fillStyle = theme.paper;
  context.fill(grounds);
  context.strokeStyle = theme.hairline;
  context.lineWidth = ringPx;
  context.stroke(tracks);
  context.strokeStyle = context.fillStyle = look.peerColour;
  context.fill(solid);
  if (isSmall) context.fill(shares);
  else context.stroke(shares);
  context.globalAlpha = 0.45;
  if (isSmall) context.fill(keptShares);
  else context.stroke(keptShares);
  context.globalAlpha = 1;
  context.strokeStyle = context.fillStyle = theme.quietInk;
  context.fill(dots);
  context.lineWidth = 1;
  context.stroke(hatches);
  context.strokeStyle = theme.paper;
  context.lineWidth = Math.max(1, Math.min(2.5, radius * 0.16));
  context.lineJoin = context.lineCap = 'round';
  if (radius >= 3) context.stroke(checks);
  context.restore();
}

/** So small is read at a glance; smaller is not. */
const LEAST_NAME_PX = 7.9;

/** Size of the type in the circles, CSS pixels; 0: there is no room for any. */
export function nameSizePx({ x, peerRadiusPx: radius }: NetworkGeometry, { theme, short }: NetworkLook): number {
  // A name of four letters needs smaller type than one of two; type too small to read is left out.
  const sizePx = Math.min(theme.fontSizePx, radius * 0.72, (radius * 2.7) / short(x.length - 1).length);
  return sizePx < LEAST_NAME_PX ? 0 : sizePx;
}

/** Numbers and group letters in those circles, where there is room. */
export function paintPeerNames(context: CanvasRenderingContext2D, geometry: NetworkGeometry, peers: Int32Array, state: SwarmView, pieceCount: number, look: NetworkLook): void {
  const radius = geometry.peerRadiusPx;
  const sizePx = nameSizePx(geometry, look);
  if (sizePx === 0) return;
  context.save();
  context.font = `600 ${sizePx}px ${look.theme.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  let colour = '';
  for (const peer of peers) {
    const condition = conditionOf(state, peer, pieceCount);
    if (condition === 'absent') continue;
    const isComplete = condition === 'complete';
    const wanted = isComplete ? look.theme.paper : condition === 'away' ? look.theme.quietInk : look.theme.ink;
    // A colour is a text that the canvas has to read anew each time it is set.
    if (wanted !== colour) context.fillStyle = colour = wanted;
    context.fillText(look.short(peer), geometry.x[peer]!, geometry.y[peer]! - (isComplete ? radius * 0.22 : 0));
  }
  context.restore();
}
