import type { Replay } from '@core/replay/index';
import type { NetworkGeometry } from './networkGeometry';
import type { EventEnds, NetworkLook } from './networkLook';

/** Links are drawn in so many widths, all of one width in one stroke: hundreds of single strokes cost a frame. */
const WIDTHS = 5;
const DASH = [5, 9];
/** Where links are many, fewer dashes say the same: without a graphics card each one costs. */
const CALM_DASH = [6, 18];
const OPTIMISTIC_DASH = [3, 3];
const EVENT_TIP_PX = 12;
/** Up to so many links each has its arrowhead. */
const ARROW_LINKS = 90;
/** Beyond so many links they are drawn straight, paler and without the line under the dashes: calmer, and half the work. */
const CALM_LINKS = 100;
const KINDS = ['server', 'peer', 'optimistic'] as const;
type LinkKind = (typeof KINDS)[number];

interface LinkPaths {
  readonly lines: readonly Path2D[];
  readonly arrows: Path2D;
}

const newPaths = (): LinkPaths => ({ lines: Array.from({ length: WIDTHS }, () => new Path2D()), arrows: new Path2D() });

/** 1 .. WIDTHS; by the square root of the rate, so that slow links stay visible beside fast ones. */
export function widthStep(bitrate: number, fullBitrate: number): number {
  const share = fullBitrate > 0 ? Math.min(1, Math.max(0, bitrate / fullBitrate)) : 0;
  return Math.max(1, Math.ceil(Math.sqrt(share) * WIDTHS));
}

const edgeOf = (geometry: NetworkGeometry, peer: number) => (peer === 0 ? geometry.serverHalfPx * 1.2 : geometry.peerRadiusPx + 1);

/**
 * Adds the line between two marks, from edge to edge, and an arrowhead at its end.
 * Bent lines go to their left, so that the two directions of a trade lie beside each other.
 */
function addLink(line: Path2D, arrows: Path2D | null, geometry: NetworkGeometry, from: number, to: number, arrowPx: number, isBent: boolean): void {
  const fromX = geometry.x[from]!;
  const fromY = geometry.y[from]!;
  const dx = geometry.x[to]! - fromX;
  const dy = geometry.y[to]! - fromY;
  const length = Math.hypot(dx, dy);
  const start = edgeOf(geometry, from);
  const end = length - edgeOf(geometry, to);
  if (end <= start) return;
  const ux = dx / length;
  const uy = dy / length;
  const bend = !isBent || from === 0 || to === 0 ? 0 : Math.min(28, length * 0.12);
  const controlX = fromX + dx / 2 + uy * bend;
  const controlY = fromY + dy / 2 - ux * bend;
  const tipX = fromX + ux * end;
  const tipY = fromY + uy * end;
  const tail = Math.hypot(tipX - controlX, tipY - controlY) || 1;
  // Direction in which the line arrives.
  const tx = (tipX - controlX) / tail;
  const ty = (tipY - controlY) / tail;
  line.moveTo(fromX + ux * start, fromY + uy * start);
  if (bend > 0) line.quadraticCurveTo(controlX, controlY, tipX - tx * arrowPx * 0.6, tipY - ty * arrowPx * 0.6);
  else line.lineTo(tipX - tx * arrowPx * 0.6, tipY - ty * arrowPx * 0.6);
  if (!arrows) return;
  arrows.moveTo(tipX, tipY);
  arrows.lineTo(tipX - tx * arrowPx - ty * arrowPx * 0.5, tipY - ty * arrowPx + tx * arrowPx * 0.5);
  arrows.lineTo(tipX - tx * arrowPx + ty * arrowPx * 0.5, tipY - ty * arrowPx - tx * arrowPx * 0.5);
  arrows.closePath();
}

/** Faint lines to the neighbours of a peer that get nothing from it and give it nothing now. */
export function paintIdleNeighbours(context: CanvasRenderingContext2D, geometry: NetworkGeometry, replay: Replay, peer: number, look: NetworkLook, found: Int32Array): void {
  const choked = new Path2D();
  const open = new Path2D();
  const count = replay.neighbours(peer, found);
  for (let at = 0; at < count; at++) {
    const other = found[at]!;
    const isOpen = replay.slot(peer, other) > 0 || replay.slot(other, peer) > 0;
    addLink(isOpen ? open : choked, null, geometry, peer, other, 0, true);
  }
  context.save();
  context.strokeStyle = look.theme.quietInk;
  context.lineWidth = 1;
  context.globalAlpha = 0.6;
  context.stroke(open);
  context.globalAlpha = 0.45;
  context.setLineDash([1, 5]);
  context.stroke(choked);
  context.restore();
}

/** The event that is looked at: a line with its tip at whom it acts on, over all that flows. */
export function paintEvent(context: CanvasRenderingContext2D, geometry: NetworkGeometry, { from, to }: EventEnds, { theme }: NetworkLook): void {
  const line = new Path2D();
  const tip = new Path2D();
  addLink(line, tip, geometry, from, to, EVENT_TIP_PX, true);
  context.save();
  context.lineCap = 'round';
  // A rim of the ground keeps it apart from what it crosses.
  for (const [colour, widthPx] of [[theme.paper, 2.5 * theme.lineWidthPx], [theme.ink, 1.25 * theme.lineWidthPx]] as const) {
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = widthPx;
    context.stroke(line);
  }
  context.fill(tip);
  context.restore();
}

/**
 * The transfers going on, as lines from sender to receiver: width for the rate, ink for what the server sends, the colour
 * of the peers for what they send, dashed in a colour of its own what was unchoked by draw. Dashes move towards the receiver.
 * With a selection only its links keep their strength.
 */
export function paintLinks(context: CanvasRenderingContext2D, geometry: NetworkGeometry, replay: Replay, look: NetworkLook): void {
  const { state } = replay;
  const { selectedPeer: selected, theme } = look;
  const near = { server: newPaths(), peer: newPaths(), optimistic: newPaths() };
  const far = { server: newPaths(), peer: newPaths(), optimistic: newPaths() };
  const onlySelected = geometry.kind === 'clusters';
  const isCrowded = selected === null && state.transferCount > CALM_LINKS;
  const arrowPx = state.transferCount <= ARROW_LINKS || onlySelected ? Math.max(4, Math.min(8, geometry.peerRadiusPx * 0.6)) : 0;
  for (let at = 0; at < state.transferCount; at++) {
    const from = state.transferFrom[at]!;
    const to = state.transferTo[at]!;
    const isSelected = selected === null || from === selected || to === selected;
    if (onlySelected && (selected === null || !isSelected)) continue;
    const kind = replay.slot(from, to) === 2 ? 'optimistic' : from === 0 ? 'server' : 'peer';
    const paths = (isSelected ? near : far)[kind];
    const width = widthStep(state.transferBitrate[at]!, look.fullBitrate);
    addLink(paths.lines[width - 1]!, arrowPx > 0 ? paths.arrows : null, geometry, from, to, arrowPx, isSelected && !isCrowded);
  }
  const colours = { server: theme.ink, peer: look.peerColour, optimistic: theme.optimistic };
  const widest = Math.max(1.5, Math.min(4, geometry.peerRadiusPx * 0.24)) * (theme.lineWidthPx / 2);
  const calm = isCrowded ? Math.max(0.6, Math.sqrt(CALM_LINKS / state.transferCount)) : 1;
  context.save();
  // Of the links that are not meant only a trace stays; dashes there would move the eye away from what is selected.
  for (const [group, strength, dashPx] of [[far, 0.2, null], [near, calm, look.dashPx]] as const) {
    for (const kind of KINDS) {
      context.strokeStyle = colours[kind];
      context.fillStyle = colours[kind];
      group[kind].lines.forEach((path, at) => {
        context.lineWidth = Math.max(1, (widest * (at + 1)) / WIDTHS);
        strokeLink(context, path, kind, strength, dashPx, isCrowded);
      });
      context.globalAlpha = strength;
      context.fill(group[kind].arrows);
    }
  }
  context.restore();
}

function strokeLink(context: CanvasRenderingContext2D, path: Path2D, kind: LinkKind, strength: number, dashPx: number | null, isCrowded: boolean): void {
  if (kind === 'optimistic') {
    context.globalAlpha = strength * (isCrowded ? 0.7 : 1);
    context.setLineDash(OPTIMISTIC_DASH);
    context.lineDashOffset = -(dashPx ?? 0);
    context.stroke(path);
    return;
  }
  // A pale line that stays, and on it dashes that move: without motion the line alone says the same.
  if (dashPx === null || kind === 'server' || !isCrowded) {
    context.setLineDash([]);
    context.globalAlpha = strength * (dashPx === null ? 0.65 : 0.26);
    context.stroke(path);
  }
  if (dashPx === null) return;
  context.globalAlpha = strength * 0.75;
  context.setLineDash(isCrowded ? CALM_DASH : DASH);
  context.lineDashOffset = -dashPx;
  context.stroke(path);
}
