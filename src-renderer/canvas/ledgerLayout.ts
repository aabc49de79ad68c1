/** Where the fields of the ledger stand, CSS pixels: givers as rows, receivers as columns. */
export interface LedgerGeometry {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly parties: number;
  readonly leftPx: number;
  readonly topPx: number;
  readonly cellPx: number;
  /** Every so many parties have their name. */
  readonly nameEvery: number;
  /** Where the balance of each row is drawn, right of the fields. */
  readonly balanceLeftPx: number;
  readonly balanceWidthPx: number;
}

const LARGEST_CELL_PX = 64;
const BALANCE_PX = 72;
const GAP_PX = 10;

/** @param fontSizePx of the names at the left and above */
export function layoutLedger(parties: number, widthPx: number, heightPx: number, fontSizePx: number): LedgerGeometry {
  const leftPx = Math.round(fontSizePx * 3);
  const topPx = Math.round(fontSizePx * 1.6);
  const free = Math.min(widthPx - leftPx - BALANCE_PX - GAP_PX, heightPx - topPx - 4);
  const cellPx = Math.max(1, Math.min(LARGEST_CELL_PX, free / Math.max(1, parties)));
  const nameEvery = Math.max(1, Math.ceil((fontSizePx * 1.15) / cellPx));
  return { widthPx, heightPx, parties, leftPx, topPx, cellPx, nameEvery, balanceLeftPx: leftPx + parties * cellPx + GAP_PX, balanceWidthPx: BALANCE_PX - 4 };
}

/** Giver and receiver of the field at a place; left of the fields the giver alone; null elsewhere. */
export function fieldAt(geometry: LedgerGeometry, x: number, y: number): { readonly from: number; readonly to: number | null } | null {
  const { leftPx, topPx, cellPx, parties } = geometry;
  const from = Math.floor((y - topPx) / cellPx);
  if (!(from >= 0 && from < parties)) return null;
  const to = Math.floor((x - leftPx) / cellPx);
  return { from, to: to >= 0 && to < parties ? to : null };
}
