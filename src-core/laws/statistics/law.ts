/** What a law measured: names and numbers, in the order in which a table shows them. */
export type Measured = Readonly<Record<string, number>>;

/** A statistical law of theory.md section 6. */
export interface Law {
  /** S1 … S11 */
  readonly id: string;
  readonly title: string;
  /** What is run. */
  readonly setting: string;
  /** What must hold, in words. */
  readonly expected: string;
  /** Seeds that `npm test` takes, and those of the full table. */
  readonly quickSeeds: number;
  readonly fullSeeds: number;
  /** @param seeds random seeds of the runs */
  measure(seeds: readonly number[]): Measured;
  /** The claims that the measured numbers break; empty when the law holds. */
  broken(measured: Measured): readonly string[];
}

/** A claim about a number that was measured. */
export interface Claim {
  readonly value: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Those of the claims that do not hold, in words. A number that is missing or NaN holds nothing. */
export function brokenOf(measured: Measured, claims: readonly Claim[]): string[] {
  return claims.flatMap(({ value, atMost = Infinity, atLeast = -Infinity }) => {
    const found = measured[value] ?? NaN;
    if (found >= atLeast && found <= atMost) return [];
    const allowed = [...(atLeast > -Infinity ? [`at least ${atLeast}`] : []), ...(atMost < Infinity ? [`at most ${atMost}`] : [])];
    return [`${value} is ${found}, must be ${allowed.join(' and ')}`];
  });
}

/** The values whose names begin so, in order. */
export function valuesOf(measured: Measured, prefix: string): number[] {
  return Object.entries(measured).flatMap(([name, value]) => (name.startsWith(prefix) ? [value] : []));
}
