import type { Scenario } from '../scenario/index';
import { boundApplies, type BoundNote } from './applies';
import { bounds, type InfiniteReason } from './bounds';

/** Why a bound is infinite, as a key of the locales. */
export type InfiniteNote = 'serverCannotUpload' | 'peerCannotDownload';
/** Why the fluid schedule does not exist: the textbook's setting does not hold, or the bound is infinite. */
export type ScheduleObstacle = BoundNote | InfiniteNote;

export const infiniteNotes: Readonly<Record<InfiniteReason, InfiniteNote>> = {
  'server-cannot-upload': 'serverCannotUpload',
  'peer-cannot-download': 'peerCannotDownload',
};

/** What keeps the fluid schedule from meeting the peer-to-peer bound of a scenario; null: nothing does. */
export function scheduleObstacle(scenario: Scenario): ScheduleObstacle | null {
  const applies = boundApplies(scenario);
  if (!applies.holds) return applies.note;
  const { reason } = bounds(scenario).peerToPeer;
  return reason ? infiniteNotes[reason] : null;
}
