import type { ChartTheme } from '../charts/theme';
import type { LedgerGeometry } from './ledgerLayout';
import type { LedgerSums } from './ledgerTable';

export interface LedgerLook {
  readonly theme: ChartTheme;
  readonly peerColour: string;
  /** What stands at a row and above a column. */
  readonly short: (party: number) => string;
  readonly selected: number | null;
  readonly hovered: { readonly from: number; readonly to: number | null } | null;
}

const GAVE_LEFT_PX = 4;

/** Squares whose area is the amount: of a fair trade the field and its mirror image are alike. */
function paintFields(context: CanvasRenderingContext2D, geometry: LedgerGeometry, bits: Float64Array, most: number, look: LedgerLook): void {
  const { parties, leftPx, topPx, cellPx } = geometry;
  const side = parties * cellPx;
  context.fillStyle = look.theme.raised;
  context.fillRect(leftPx, topPx, side, side);
  // The mirror: nobody gives to itself.
  context.strokeStyle = look.theme.hairline;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(leftPx, topPx);
  context.lineTo(leftPx + side, topPx + side);
  context.stroke();
  const room = Math.max(1, cellPx - (cellPx > 6 ? 2 : 0));
  for (let from = 0; from < parties; from++) {
    context.fillStyle = from === 0 ? look.theme.ink : look.peerColour;
    for (let to = 0; to < parties; to++) {
      const amount = bits[from * parties + to]!;
      if (amount <= 0) continue;
      const edge = Math.max(1, Math.sqrt(Math.min(1, amount / most)) * room);
      context.fillRect(leftPx + (to + 0.5) * cellPx - edge / 2, topPx + (from + 0.5) * cellPx - edge / 2, edge, edge);
    }
  }
}

/** What each has given and got, as two bars: the upper one what it gave. */
function paintBalances(context: CanvasRenderingContext2D, geometry: LedgerGeometry, { gave, got }: LedgerSums, look: LedgerLook): void {
  const { parties, topPx, cellPx, balanceLeftPx, balanceWidthPx } = geometry;
  let most = 1;
  for (let party = 1; party < parties; party++) most = Math.max(most, gave[party]!, got[party]!);
  const height = Math.max(1, Math.min(7, cellPx * 0.36));
  const gap = cellPx > 6 ? 1 : 0;
  for (let party = 0; party < parties; party++) {
    const middle = topPx + (party + 0.5) * cellPx;
    context.fillStyle = party === 0 ? look.theme.ink : look.peerColour;
    // The server gives far more than anybody: its bar ends where there is no more room.
    context.fillRect(balanceLeftPx, middle - height - gap / 2, Math.min(1, gave[party]! / most) * balanceWidthPx, height);
    context.fillStyle = look.theme.quietInk;
    context.globalAlpha = 0.55;
    context.fillRect(balanceLeftPx, middle + gap / 2, Math.min(1, got[party]! / most) * balanceWidthPx, height);
    context.globalAlpha = 1;
  }
}

function paintNames(context: CanvasRenderingContext2D, geometry: LedgerGeometry, look: LedgerLook): void {
  const { parties, leftPx, topPx, cellPx, nameEvery } = geometry;
  context.font = `${look.theme.fontSizePx * 0.85}px ${look.theme.fontFamily}`;
  context.textBaseline = 'middle';
  context.fillStyle = look.theme.quietInk;
  for (let party = 0; party < parties; party++) {
    const at = (party + 0.5) * cellPx;
    if (party === 0) {
      context.fillRect(leftPx - 14, topPx + at - 4, 8, 8);
      context.fillRect(leftPx + at - 4, topPx - 12, 8, 8);
      continue;
    }
    if (party % nameEvery !== 0) continue;
    context.textAlign = 'right';
    context.fillText(look.short(party), leftPx - 6, topPx + at);
    context.textAlign = 'center';
    // Across, long names need more room than down.
    const isWide = context.measureText(look.short(party)).width > cellPx * nameEvery - 2;
    if (!isWide || party % (2 * nameEvery) === 0) context.fillText(look.short(party), leftPx + at, topPx - 8);
  }
}

function frame(context: CanvasRenderingContext2D, geometry: LedgerGeometry, from: number, to: number | null): void {
  const { leftPx, topPx, cellPx, parties } = geometry;
  if (to === null) context.strokeRect(leftPx - GAVE_LEFT_PX, topPx + from * cellPx - 0.5, parties * cellPx + 2 * GAVE_LEFT_PX, cellPx + 1);
  else context.strokeRect(leftPx + to * cellPx - 0.5, topPx + from * cellPx - 0.5, cellPx + 1, cellPx + 1);
}

/** Paints the whole ledger over what was there. */
export function paintLedger(context: CanvasRenderingContext2D, geometry: LedgerGeometry, bits: Float64Array, sums: LedgerSums, look: LedgerLook): void {
  context.clearRect(0, 0, geometry.widthPx, geometry.heightPx);
  context.save();
  paintFields(context, geometry, bits, Math.max(1, sums.most), look);
  paintBalances(context, geometry, sums, look);
  paintNames(context, geometry, look);
  context.strokeStyle = look.theme.ink;
  context.lineWidth = 2;
  if (look.selected !== null) {
    frame(context, geometry, look.selected, null);
    const { leftPx, topPx, cellPx, parties } = geometry;
    context.strokeRect(leftPx + look.selected * cellPx - 0.5, topPx - GAVE_LEFT_PX, cellPx + 1, parties * cellPx + 2 * GAVE_LEFT_PX);
  }
  context.lineWidth = 1;
  if (look.hovered) {
    frame(context, geometry, look.hovered.from, look.hovered.to);
    // And what came back.
    if (look.hovered.to !== null && look.hovered.to !== look.hovered.from) frame(context, geometry, look.hovered.to, look.hovered.from);
  }
  context.restore();
}
