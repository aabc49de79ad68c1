import type { Issue } from '@core/base/index';

/** What was typed into a field and is no value of it: kept as it stands until it is put right. */
export interface Draft {
  readonly text: string;
  readonly issue: Issue;
}
