/** A row of the table of laws: one claim, or an exact law as a whole. */
export interface LawRow {
  readonly law: string;
  /** Empty when it is that of the row above. */
  readonly setting: string;
  readonly expected: string;
  readonly measured: string;
  /** How much the measured number could change before the claim broke. */
  readonly margin: string;
  readonly holds: boolean;
}
