/** What an edit is called in the history: a sentence of the locale with its values. */
export interface EditLabel {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Field that is being typed into: edits of one field in a row are one step. */
  readonly mergeAs?: string;
}

/** A document as it was after one edit; the first entry is how it was opened. */
export interface HistoryEntry<T> {
  readonly label: EditLabel;
  readonly value: T;
}

/** An immutable undo history: all versions of a document, and which of them is shown. */
export interface EditHistory<T> {
  readonly entries: readonly HistoryEntry<T>[];
  /** Index of the entry shown. */
  readonly at: number;
  /** The next edit begins a step of its own, whatever its field. */
  readonly sealed: boolean;
}

/** More steps than anybody takes in a lesson; the oldest are forgotten. */
const STEPS_KEPT = 500;

/** The history of a document that was just opened. */
export function startHistory<T>(label: EditLabel, value: T): EditHistory<T> {
  return { entries: [{ label, value }], at: 0, sealed: true };
}

/** The version that is shown. */
export function shown<T>(history: EditHistory<T>): T {
  return entryAt(history, history.at).value;
}

/**
 * Adds an edit; what was undone before is forgotten. Typing on in the same field replaces the last step,
 * and takes it away when the field is back where it began.
 * @param isSame whether two versions are equal in every value
 */
export function withEdit<T>(history: EditHistory<T>, label: EditLabel, value: T, isSame: (a: T, b: T) => boolean): EditHistory<T> {
  if (isSame(shown(history), value)) return history;
  const last = entryAt(history, history.at);
  const continues = !history.sealed && label.mergeAs !== undefined && label.mergeAs === last.label.mergeAs;
  const kept = history.entries.slice(0, continues ? history.at : history.at + 1);
  const before = kept.at(-1);
  if (continues && before && isSame(before.value, value)) return { entries: kept, at: kept.length - 1, sealed: true };
  const entries = [...kept, { label, value }].slice(-STEPS_KEPT - 1);
  return { entries, at: entries.length - 1, sealed: false };
}

/** Shows the entry with that index; outside of the history nothing changes. */
export function movedTo<T>(history: EditHistory<T>, at: number): EditHistory<T> {
  return at === history.at || !history.entries[at] ? history : { ...history, at, sealed: true };
}

/** Changes every version, as if the document had always been so. */
export function inEach<T>(history: EditHistory<T>, change: (value: T) => T): EditHistory<T> {
  return { ...history, entries: history.entries.map(({ label, value }) => ({ label, value: change(value) })) };
}

/** Ends the step: the next edit, even of the same field, is another one. */
export function sealed<T>(history: EditHistory<T>): EditHistory<T> {
  return history.sealed ? history : { ...history, sealed: true };
}

function entryAt<T>(history: EditHistory<T>, at: number): HistoryEntry<T> {
  const entry = history.entries[at];
  if (!entry) throw new RangeError(`no entry ${at} among ${history.entries.length}`);
  return entry;
}
