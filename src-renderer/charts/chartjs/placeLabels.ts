/** A rectangle on the canvas, CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A text that must stand somewhere: its size, and the corners (left, top) at which it may, the best first. */
export interface LabelWish {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly corners: readonly { readonly x: number; readonly y: number }[];
}

/** Places on the canvas that a text had better not cover. */
export interface Obstacle {
  /** Points along a line, in turns x and y. */
  readonly points: readonly number[];
  /** What it costs to cover one of them; a place one further down a label's list costs 1. */
  readonly cost: number;
}

/** To cover another label is out of the question. */
const LABEL_COST = 1_000;
/** Share of a label that may lie under another, its margin counted. */
const MOST_HIDDEN = 0.1;
const HALO_PX = 2;
/** Between two labels in a row. */
const SPACE_PX = 8;

function boxAt({ widthPx, heightPx }: LabelWish, { x, y }: { readonly x: number; readonly y: number }, within: Box): Box {
  const left = Math.max(within.left, Math.min(x, within.right - widthPx));
  const top = Math.max(within.top, Math.min(y, within.bottom - heightPx));
  return { left, top, right: left + widthPx, bottom: top + heightPx };
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left) + SPACE_PX;
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? (width * height) / ((a.right - a.left) * (a.bottom - a.top)) : 0;
}

function costOf(box: Box, { points, cost }: Obstacle): number {
  let covered = 0;
  for (let at = 0; at < points.length; at += 2) {
    const x = points[at]!;
    const y = points[at + 1]!;
    if (x > box.left - HALO_PX && x < box.right + HALO_PX && y > box.top - HALO_PX && y < box.bottom + HALO_PX) covered++;
  }
  return covered * cost;
}

/**
 * Finds a place for each label, those named first choosing first: the first of its corners where it covers neither another
 * label nor a line, or the one where it covers least. A corner from which it would leave `within` is moved inside.
 * @returns a box for each label, in the order given; null where every place would hide another label: what cannot be read is not written
 */
export function placeLabels(wishes: readonly LabelWish[], within: Box, obstacles: readonly Obstacle[]): (Box | null)[] {
  const placed: Box[] = [];
  return wishes.map((wish) => {
    let best: Box | null = null;
    let least = Infinity;
    let isHidden = false;
    wish.corners.forEach((corner, rank) => {
      const box = boxAt(wish, corner, within);
      const others = placed.reduce((sum, other) => sum + LABEL_COST * overlap(box, other), 0);
      const cost = obstacles.reduce((sum, obstacle) => sum + costOf(box, obstacle), rank + others);
      if (cost >= least) return;
      best = box;
      least = cost;
      isHidden = others > MOST_HIDDEN * LABEL_COST;
    });
    if (isHidden || best === null) return null;
    placed.push(best);
    return best;
  });
}
