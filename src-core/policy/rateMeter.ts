/** Average rates over the last choke rounds; one for each row of a neighbour table and direction. */
export interface RateMeter {
  /** So many bits more since the owner's last round. */
  add(row: number, bits: number): void;
  /** A new connection on that row, or rounds that begin late: what was sent before does not count. */
  clear(row: number): void;
  /** What is known of one row is that of another from now on. */
  move(from: number, to: number): void;
  /** At a round: bit/s over the window that ends now; moves the window on. A row whose rate is 0 may be left out of rounds until bits are added. */
  turn(row: number): number;
}

/**
 * The window is counted in whole rounds (20 s are two rounds of 10 s): bits are kept by round, the present one first. What is
 * kept of a row lies together, because most rounds wait for memory.
 * Source: Cohen 2003, "20-second rolling average".
 */
export function createRateMeter(rows: number, windowSeconds: number, roundSeconds: number): RateMeter {
  const rounds = Math.max(1, Math.round(windowSeconds / roundSeconds));
  const seconds = rounds * roundSeconds;
  const bits = new Float64Array(rows * rounds);
  return {
    add(row, more) {
      bits[row * rounds]! += more;
    },
    clear(row) {
      for (let at = row * rounds; at < (row + 1) * rounds; at++) bits[at] = 0;
    },
    move(from, to) {
      for (let round = 0; round < rounds; round++) bits[to * rounds + round] = bits[from * rounds + round]!;
    },
    turn(row) {
      const first = row * rounds;
      let sum = 0;
      for (let at = first + rounds - 1; at > first; at--) {
        sum += bits[at]!;
        bits[at] = bits[at - 1]!;
      }
      sum += bits[first]!;
      bits[first] = 0;
      return sum / seconds;
    },
  };
}
