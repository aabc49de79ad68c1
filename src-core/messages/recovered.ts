/** Unsaved work of an earlier start that ended badly: main kept a copy of it. `id` means something only to main. */
export interface RecoveredWork {
  readonly id: string;
  readonly name: string;
  /** Name of the folder of its file; empty: it never had a file. */
  readonly folder: string;
  /** When the copy was made, in milliseconds since 1970. */
  readonly savedAtMs: number;
  /** Its file: as it was when the work began, changed since, gone; none: it never had one. */
  readonly file: 'same' | 'changed' | 'gone' | 'none';
}

/** The copy beside its file, to show what differs. Both are scenario files, the copy maybe an unfinished one. */
export interface ComparedWork {
  readonly text: string;
  /** Null: there is no file any more, or it cannot be used. */
  readonly fileText: string | null;
}
