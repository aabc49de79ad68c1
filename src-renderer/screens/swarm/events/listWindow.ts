/** A list and the part of it that is in sight. */
export interface ListSize {
  readonly count: number;
  /** Whole lines that fit. */
  readonly visible: number;
  readonly rowPx: number;
  readonly heightPx: number;
}

/** Taller than this a browser draws nothing right; a longer list scrolls by more than a line for each line's height. */
const MOST_PX = 8_000_000;

/** Height of all that is scrolled. */
export const scrollPxOf = ({ count, rowPx }: ListSize): number => Math.min(count * rowPx, MOST_PX);

const lastFirst = ({ count, visible }: ListSize) => Math.max(0, count - visible);
const lastScroll = (size: ListSize) => Math.max(0, scrollPxOf(size) - size.heightPx);

/** Place of the first line in sight. */
export function firstAt(scrollTop: number, size: ListSize): number {
  const most = lastScroll(size);
  return most === 0 ? 0 : Math.round((Math.min(scrollTop, most) / most) * lastFirst(size));
}

/** Where to scroll so that a place comes into the middle; null: it is in sight. */
export function showing(place: number, first: number, size: ListSize): { readonly first: number; readonly scrollTop: number } | null {
  if (place < 0 || (place >= first && place < first + size.visible)) return null;
  const last = lastFirst(size);
  const next = Math.min(last, Math.max(0, place - Math.floor(size.visible / 2)));
  return { first: next, scrollTop: last === 0 ? 0 : (next / last) * lastScroll(size) };
}
