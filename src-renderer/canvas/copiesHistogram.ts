/** One bar of the copies histogram: as wide as a column, or a pixel where a pixel holds several columns. */
export interface CopiesBar {
  readonly x: number;
  readonly width: number;
  /** The fewest copies of its pieces. */
  readonly copies: number;
}

/**
 * Bars over the columns of a matrix.
 * @param copies of each piece, online
 */
export function copiesBars(copies: Int32Array, leftPx: number, cellWidthPx: number): CopiesBar[] {
  const columns = copies.length;
  const width = columns * cellWidthPx;
  const bars = cellWidthPx >= 1 ? columns : Math.max(1, Math.floor(width));
  return Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * columns) / bars);
    const until = Math.max(from + 1, Math.floor(((bar + 1) * columns) / bars));
    let fewest = Infinity;
    for (let piece = from; piece < until; piece++) fewest = Math.min(fewest, copies[piece]!);
    return { x: leftPx + (bar * width) / bars, width: width / bars, copies: fewest };
  });
}

export function fewestCopies(copies: Int32Array): number {
  let fewest = Infinity;
  for (const count of copies) if (count < fewest) fewest = count;
  return fewest === Infinity ? 0 : fewest;
}
