/** One figure of a part, with what it should be. */
export interface LongRow {
  readonly what: string;
  readonly goal: string;
  readonly found: string;
  readonly holds: boolean;
}

export interface LongOptions {
  /** How often the part does what it does; null: as often as the part is meant to. */
  readonly times: number | null;
  readonly soakMinutes: number;
  readonly say: (line: string) => void;
}

/** A part of `npm run test:long`, one file each. */
export interface LongPart {
  readonly name: string;
  measure(options: LongOptions): Promise<readonly LongRow[]>;
}

/** So many of so many: holds when it is all. */
export const allOf = (what: string, good: number, all: number): LongRow => ({ what, goal: `${all} of ${all}`, found: `${good} of ${all}`, holds: good === all });

/** Holds when nothing of the kind was found. */
export const noneOf = (what: string, found: number): LongRow => ({ what, goal: '0', found: String(found), holds: found === 0 });

/** The longest time, in seconds. */
export function longest(what: string, seconds: readonly number[], limitSeconds: number): LongRow {
  const most = Math.max(0, ...seconds);
  return { what, goal: `at most ${limitSeconds} s`, found: `${most.toFixed(2)} s`, holds: most <= limitSeconds };
}
