/** One thing a person can set right: which field, what was found there, what is allowed. Worded by the locale. */
export interface Issue {
  /** Key of the sentence, e.g. `number.range`. */
  readonly code: string;
  /** Path of the field, e.g. `peerGroups[2].uploadBitrate`; empty for the whole file. */
  readonly path: string;
  /** What was found, as it would stand in the file. */
  readonly found: string;
  /** Values for the sentence of `code`, such as `min` and `max`. */
  readonly allowed: Readonly<Record<string, string | number>>;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] };
