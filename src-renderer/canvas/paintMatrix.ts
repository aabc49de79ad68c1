import type { Replay, SwarmView } from '@core/replay/index';
import type { ChartTheme } from '../charts/theme';
import type { CellPicture } from './cellPicture';
import { copiesBars } from './copiesHistogram';
import type { MatrixGeometry } from './matrixLayout';
import { conditionOf } from './paintPeers';
import type { RowOrder } from './rowOrder';
import type { Selection } from './selection';

export interface MatrixLook {
  readonly theme: ChartTheme;
  readonly selection: Selection;
  readonly hovered: Selection;
  readonly short: (peer: number) => string;
  readonly order: RowOrder;
  readonly cells: CellPicture;
  /** Stripes in the colour of the paper, to be laid over what is kept while away. */
  readonly stripes: CanvasPattern | null;
}

/** Cells below that height have an arriving piece as a mark in their picture, higher ones fill with it from below. */
const FILLED_CELL_PX = 4;
const CHECK_ROW_PX = 7;

/** A small pattern of diagonal lines, for any canvas. */
export function createStripes(colour: string): CanvasPattern | null {
  const tile = document.createElement('canvas');
  tile.width = tile.height = 6;
  const pen = tile.getContext('2d');
  if (!pen) return null;
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.beginPath();
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift - 1, 7);
    pen.lineTo(shift + 7, -1);
  }
  pen.stroke();
  return pen.createPattern(tile, 'repeat');
}

function paintHistogram(context: CanvasRenderingContext2D, geometry: MatrixGeometry, state: SwarmView, theme: ChartTheme): void {
  let online = 0;
  for (const isOnline of state.online) online += isOnline;
  const bars = copiesBars(state.copies, geometry.leftPx, geometry.cellWidthPx);
  const fewest = bars.reduce((low, bar) => Math.min(low, bar.copies), Infinity);
  const rarest = bars.filter((bar) => bar.copies === fewest).length;
  // A mark on most of the bars would mark nothing.
  const isMarked = rarest <= bars.length / 3;
  const base = geometry.histogramTopPx + geometry.histogramHeightPx;
  const room = geometry.histogramHeightPx - 6;
  const gap = geometry.cellWidthPx >= 4 ? 1 : 0;
  const ticks = new Path2D();
  context.fillStyle = theme.ink;
  for (const bar of bars) {
    const share = bar.copies / Math.max(1, online);
    const height = share * room;
    // The rarer, the darker.
    context.globalAlpha = 0.75 - 0.45 * share;
    context.fillRect(bar.x, base - height, Math.max(0.5, bar.width - gap), height);
    if (isMarked && bar.copies === fewest) ticks.rect(bar.x + bar.width / 2 - 0.5, base - height - 5, Math.max(1, Math.min(2, bar.width)), 4);
  }
  context.globalAlpha = 1;
  context.fill(ticks);
  context.strokeStyle = theme.hairline;
  context.lineWidth = 1;
  context.strokeRect(geometry.leftPx, base + 0.5, geometry.columns * geometry.cellWidthPx, 0);
}

function paintArriving(context: CanvasRenderingContext2D, geometry: MatrixGeometry, state: SwarmView, { rowOf }: RowOrder, theme: ChartTheme): void {
  const { cellWidthPx: width, cellHeightPx: height, leftPx, topPx } = geometry;
  context.fillStyle = theme.quietInk;
  context.globalAlpha = 0.7;
  for (let at = 0; at < state.transferCount; at++) {
    const share = Math.max(0.12, state.transferFraction[at]!);
    const bottom = topPx + (rowOf[state.transferTo[at]!]! + 1) * height;
    context.fillRect(leftPx + state.transferPiece[at]! * width, bottom - share * height, Math.max(1, width), Math.max(1, share * height));
  }
  context.globalAlpha = 1;
}

/** A check, or where rows are too low for one a bar that grows together with its neighbours'. */
function addCompleteMark(path: Path2D, x: number, top: number, height: number): void {
  if (height < CHECK_ROW_PX) {
    path.moveTo(x + 2, top);
    path.lineTo(x + 2, top + height);
    return;
  }
  const size = Math.min(9, height * 0.7);
  const y = top + height / 2;
  path.moveTo(x, y);
  path.lineTo(x + size * 0.4, y + size * 0.35);
  path.lineTo(x + size, y - size * 0.4);
}

/** Names at the left, a check at the right of complete rows, stripes over what is kept while away. */
function paintRows(context: CanvasRenderingContext2D, geometry: MatrixGeometry, replay: Replay, look: MatrixLook): void {
  const { cellHeightPx: height, leftPx, topPx, columns, cellWidthPx } = geometry;
  const { theme } = look;
  const right = leftPx + columns * cellWidthPx;
  const checks = new Path2D();
  context.font = `${theme.fontSizePx * 0.85}px ${theme.fontFamily}`;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (let row = 0; row < geometry.rows; row++) {
    const peer = look.order.peerAt[row]!;
    const top = topPx + row * height;
    const condition = conditionOf(replay.state, peer, replay.header.pieceCount);
    if (condition === 'away') {
      context.globalAlpha = 0.35;
      context.fillStyle = theme.paper;
      context.fillRect(leftPx, top, right - leftPx, height);
      context.globalAlpha = 1;
      if (look.stripes) {
        context.fillStyle = look.stripes;
        context.fillRect(leftPx, top, right - leftPx, height);
      }
    }
    if (condition === 'complete' && peer > 0) addCompleteMark(checks, right + 4, top, height);
    const y = top + height / 2;
    if (row % geometry.nameEvery !== 0 || y + theme.fontSizePx / 2 > geometry.heightPx) continue;
    context.fillStyle = condition === 'absent' ? theme.hairline : theme.quietInk;
    if (peer === 0) context.fillRect(leftPx - 14, y - 4, 8, 8);
    else context.fillText(look.short(peer), leftPx - 6, y);
  }
  context.strokeStyle = theme.ink;
  context.lineWidth = 1.25;
  context.stroke(checks);
  const parts = new Path2D();
  for (const row of look.order.breaks) parts.rect(leftPx, topPx + row * height - 0.5, right - leftPx, 1);
  context.fillStyle = theme.ink;
  context.fill(parts);
}

function paintChosen(context: CanvasRenderingContext2D, geometry: MatrixGeometry, { peer, piece }: Selection, { rowOf }: RowOrder, theme: ChartTheme, widthPx: number): void {
  const { cellWidthPx, cellHeightPx, leftPx, topPx, columns, rows } = geometry;
  context.strokeStyle = theme.ink;
  context.lineWidth = widthPx;
  if (peer !== null && peer < rows) context.strokeRect(leftPx - 1, topPx + rowOf[peer]! * cellHeightPx - 0.5, columns * cellWidthPx + 2, Math.max(2, cellHeightPx) + 1);
  if (piece === null || piece >= columns) return;
  const bottom = topPx + rows * cellHeightPx;
  context.strokeRect(leftPx + piece * cellWidthPx - 0.5, geometry.histogramTopPx, Math.max(2, cellWidthPx) + 1, bottom - geometry.histogramTopPx);
}

function paintCells(context: CanvasRenderingContext2D, geometry: MatrixGeometry, { state }: Replay, look: MatrixLook): void {
  const { leftPx, topPx, rows, columns, cellWidthPx, cellHeightPx } = geometry;
  const { a: pixelRatio } = context.getTransform();
  const pixels = (cells: number, cellPx: number) => Math.max(1, Math.min(cells, Math.round(cells * cellPx * pixelRatio)));
  const isFilling = cellHeightPx >= FILLED_CELL_PX;
  const picture = look.cells.current(look.order, { columns: pixels(columns, cellWidthPx), rows: pixels(rows, cellHeightPx) }, !isFilling);
  // A pixel of the picture becomes one of the canvas, or many with sharp edges.
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, leftPx, topPx, columns * cellWidthPx, rows * cellHeightPx);
  if (isFilling) paintArriving(context, geometry, state, look.order, look.theme);
}

/** Paints the whole matrix over what was there: who holds what, and above it how many copies of each piece there are. */
export function paintMatrix(context: CanvasRenderingContext2D, geometry: MatrixGeometry, replay: Replay, look: MatrixLook): void {
  const { leftPx, topPx, rows, columns, cellWidthPx, cellHeightPx } = geometry;
  context.clearRect(0, 0, geometry.widthPx, geometry.heightPx);
  context.save();
  context.fillStyle = look.theme.raised;
  context.fillRect(leftPx, topPx, columns * cellWidthPx, rows * cellHeightPx);
  paintCells(context, geometry, replay, look);
  paintRows(context, geometry, replay, look);
  paintHistogram(context, geometry, replay.state, look.theme);
  paintChosen(context, geometry, look.hovered, look.order, look.theme, 1);
  paintChosen(context, geometry, look.selection, look.order, look.theme, 2);
  context.restore();
}
