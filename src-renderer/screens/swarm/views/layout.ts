import type { ViewLayout } from '@core/messages/index';
import { isPaneId, paneIds, panes, type PaneId, type Place } from './panes';

/** Which views are shown, the one opened last at the end, and what was changed of their shares. */
export interface Layout {
  readonly open: readonly PaneId[];
  readonly shares: Readonly<Record<string, number>>;
}

/** As it is at first. Of the views below the inspector counts most, then the chart: what does not fit in a narrow window is the matrix. */
export const usualLayout: Layout = {
  open: (['events', 'networks', 'ledger', 'matrix', 'chart', 'inspector'] as const).filter((id) => panes[id].isOpen),
  shares: {},
};

/** What was kept, without the views that there are no more. */
export function readLayout(kept: ViewLayout | null): Layout {
  if (kept === null) return usualLayout;
  return { open: [...new Set(kept.open.filter(isPaneId))], shares: kept.shares };
}

export function isUsual({ open, shares }: Layout): boolean {
  return Object.keys(shares).length === 0 && open.join() === usualLayout.open.join();
}

/** Shows a view or hides it. */
export function toggled(layout: Layout, id: PaneId): Layout {
  const others = layout.open.filter((one) => one !== id);
  return { ...layout, open: others.length < layout.open.length ? others : [...others, id] };
}

/**
 * The views of a place that have room side by side, from left to right. Where they have not, those that were opened first
 * give way, before them those that have nothing to show; one always stays.
 * @param widthPx of the place
 * @param emPx size of small type
 * @param vacant views that have nothing to show now
 */
export function fitting(open: readonly PaneId[], place: Place, widthPx: number, emPx: number, vacant: readonly PaneId[]): readonly PaneId[] {
  const here = open.filter((id) => panes[id].place === place);
  const queue = [...here.filter((id) => vacant.includes(id)), ...here.filter((id) => !vacant.includes(id))];
  const width = () => queue.reduce((sum, id) => sum + panes[id].leastEm * emPx, 0);
  while (queue.length > 1 && width() > widthPx) queue.shift();
  return paneIds.filter((id) => queue.includes(id));
}

/**
 * Shares after the line behind part `at` was moved: only its two neighbours change, and neither becomes smaller than its least.
 * @param movePx to the right or down
 * @param totalPx room of all parts
 * @param leastPx of each part
 */
export function moved(shares: readonly number[], at: number, movePx: number, totalPx: number, leastPx: readonly number[]): number[] {
  const sum = shares.reduce((total, share) => total + share, 0);
  const perPx = sum / Math.max(1, totalPx);
  const both = shares[at]! + shares[at + 1]!;
  const least = Math.min(both / 2, leastPx[at]! * perPx);
  const most = Math.max(both / 2, both - leastPx[at + 1]! * perPx);
  const next = Math.min(most, Math.max(least, shares[at]! + movePx * perPx));
  return shares.map((share, part) => (part === at ? next : part === at + 1 ? both - next : share));
}
