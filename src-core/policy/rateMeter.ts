/** Average rates over the last choke rounds, from running totals; one for each row of a neighbour table and direction. */
export interface RateMeter {
  /** A new connection on that row, or rounds that begin late: what was sent before, `totalBits`, does not count. */
  clear(row: number, totalBits: number): void;
  /**
   * At a round: bit/s over the window that ends now, of a row whose total stands at `totalBits`; moves the window on.
   * @param round number of the owner's round, one more each time. A row whose rate is 0 may be left out of rounds until its total grows.
   */
  turn(row: number, totalBits: number, round: number): number;
}

/**
 * The window is counted in whole rounds (20 s are two rounds of 10 s): totals are looked at once a round and never between.
 * Source: Cohen 2003, "20-second rolling average".
 */
export function createRateMeter(rows: number, windowSeconds: number, roundSeconds: number): RateMeter {
  const rounds = Math.max(1, Math.round(windowSeconds / roundSeconds));
  const seconds = rounds * roundSeconds;
  /** Totals at the last `rounds` looks of each row; that of a round stands where the one that leaves the window stood. */
  const marks = new Float64Array(rows * rounds);
  return {
    clear(row, totalBits) {
      marks.fill(totalBits, row * rounds, (row + 1) * rounds);
    },
    turn(row, totalBits, round) {
      const at = row * rounds + (round % rounds);
      const bits = totalBits - marks[at]!;
      marks[at] = totalBits;
      return bits / seconds;
    },
  };
}
