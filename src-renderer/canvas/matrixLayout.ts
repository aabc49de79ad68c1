/** Where rows (peers, the server first) and columns (pieces) of the matrix stand, in CSS pixels. */
export interface MatrixGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rows: number;
  readonly columns: number;
  /** Corner of the first cell. */
  readonly leftPx: number;
  readonly topPx: number;
  /** Less than one pixel where there are more pieces or peers than pixels. */
  readonly cellWidthPx: number;
  readonly cellHeightPx: number;
  /** The histogram stands above the cells on the same columns. */
  readonly histogramTopPx: number;
  readonly histogramHeightPx: number;
  /** Every so many rows have their name at the left. */
  readonly nameEvery: number;
}

const LARGEST_CELL_PX = 22;
const RIGHT_PX = 18;
const GAP_PX = 6;

/** @param fontSizePx of the names at the left */
export function layoutMatrix(rows: number, columns: number, widthPx: number, heightPx: number, fontSizePx: number): MatrixGeometry {
  const leftPx = Math.round(fontSizePx * 2.6);
  const histogramHeightPx = Math.round(Math.max(12, Math.min(48, heightPx * 0.2)));
  const topPx = histogramHeightPx + GAP_PX;
  const cellWidthPx = Math.max(0, Math.min(LARGEST_CELL_PX, (widthPx - leftPx - RIGHT_PX) / Math.max(1, columns)));
  const cellHeightPx = Math.max(0, Math.min(LARGEST_CELL_PX, (heightPx - topPx - 2) / Math.max(1, rows)));
  const nameEvery = Math.max(1, Math.ceil((fontSizePx * 1.1) / Math.max(0.01, cellHeightPx)));
  return { widthPx, heightPx, rows, columns, leftPx, topPx, cellWidthPx, cellHeightPx, histogramTopPx: 0, histogramHeightPx, nameEvery };
}

/** Row and piece at a place; over the histogram only the piece is meant; null outside. */
export function cellAt(geometry: MatrixGeometry, x: number, y: number): { readonly row: number | null; readonly piece: number } | null {
  const piece = Math.floor((x - geometry.leftPx) / geometry.cellWidthPx);
  if (!(piece >= 0 && piece < geometry.columns)) return null;
  if (y < geometry.topPx) return y >= geometry.histogramTopPx ? { row: null, piece } : null;
  const row = Math.floor((y - geometry.topPx) / geometry.cellHeightPx);
  return row < geometry.rows ? { row, piece } : null;
}
