import type { TimedChange } from '@core/scenario/index';
import type { Future } from '../../../stores/branches';
import type { ChangePlace } from '../../../stores/branchEdits';

/** A timed change as a mark on the time bar. */
export interface ChangeMark {
  readonly place: ChangePlace;
  readonly change: TimedChange;
  /** The branch it belongs to; null: the scenario itself. */
  readonly future: string | null;
}

/** The marks of the scenario's own changes, then those of the branches that are shown. */
export function changeMarks(own: readonly TimedChange[], futures: readonly Pick<Future, 'at' | 'name' | 'changes'>[]): ChangeMark[] {
  return [
    ...own.map((change, at) => ({ place: { branch: null, at }, change, future: null })),
    ...futures.flatMap(({ at: branch, name, changes }) => changes.map((change, at) => ({ place: { branch, at }, change, future: name }))),
  ];
}

/** How many marks before each stand so close to it that their heads would hide each other. */
export function stackHeights(seconds: readonly number[], spanSeconds: number): number[] {
  const near = CLOSE * spanSeconds;
  const heights: number[] = [];
  seconds.forEach((one, at) => heights.push(seconds.slice(0, at).filter((other) => Math.abs(other - one) < near).length));
  return heights;
}

/** As a share of the bar. */
const CLOSE = 0.005;

/** So many steps of a hand on the bar, at least, from one end to the other. */
const FINEST_STEPS = 200;

/** A moment on the bar that people can say: a whole number of a round step, within the bar. */
export function roundMoment(seconds: number, spanSeconds: number): number {
  const step = 10 ** Math.floor(Math.log10(spanSeconds / FINEST_STEPS));
  const within = Math.min(Math.max(0, seconds), spanSeconds);
  // By dividing where the step is below 1: 0.1 has no exact double, 10 has.
  return step < 1 ? Math.round(within * Math.round(1 / step)) / Math.round(1 / step) : Math.round(within / step) * step;
}
