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
  /** What must hold for the measured numbers; the limit of one may be another. */
  claims(measured: Measured): readonly Claim[];
}

/** A claim about a number that was measured. */
export interface Claim {
  readonly value: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly below?: number;
}

/** What a claim allows, in words. */
function allowedBy({ atMost, atLeast, below }: Claim): string {
  const limits = { 'at least': atLeast, 'at most': atMost, below };
  return Object.entries(limits).flatMap(([words, limit]) => (limit === undefined ? [] : [`${words} ${limit}`])).join(' and ');
}

/** Whether a claim holds. A number that is missing or NaN holds nothing. */
export function holds(measured: Measured, { value, atMost = Infinity, atLeast = -Infinity, below }: Claim): boolean {
  const found = measured[value] ?? NaN;
  return found >= atLeast && found <= atMost && (below === undefined || found < below);
}

/** Those of a law's claims that do not hold, in words; empty when the law holds. */
export function brokenOf({ claims }: Pick<Law, 'claims'>, measured: Measured): string[] {
  return claims(measured)
    .filter((claim) => !holds(measured, claim))
    .map((claim) => `${claim.value} is ${measured[claim.value]}, must be ${allowedBy(claim)}`);
}
