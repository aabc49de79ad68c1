/** A source of random choices that is given to a rule, never taken by it. */
export interface Draw {
  /** An integer in [0, n), n >= 1. */
  below(n: number): number;
  /** A number in [0, 1), a multiple of 2^-32. */
  fraction(): number;
}
