/** What is looked at in all views together; null: nothing. */
export interface Selection {
  readonly peer: number | null;
  readonly piece: number | null;
}
