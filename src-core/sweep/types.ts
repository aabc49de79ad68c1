import type { Path, Scenario } from '../scenario/index';
import type { RunOptions } from '../sim/index';

/** A value of a field that one can vary. */
export type SweepValue = number | string | boolean | null;

/** One `--vary`: a field of the scenario and the values that it takes, in the order written. */
export interface Variation {
  /** The path as `formatPath` writes it: also the name of its column. */
  readonly name: string;
  readonly path: Path;
  readonly values: readonly SweepValue[];
}

export interface SweepRequest {
  readonly scenario: Scenario;
  readonly architecture: RunOptions['architecture'];
  readonly variations: readonly Variation[];
  /** Runs of each setting, with the seeds that follow the scenario's. */
  readonly repeats: number;
}

/** What the file of rows says first: which sweep its rows belong to, and what it takes to print them. */
export interface SweepHeader {
  readonly format: typeof ROWS_FORMAT;
  readonly version: typeof ROWS_VERSION;
  readonly engineVersion: string;
  /** `sha256:` of all that decides the rows; the same sweep has the same one on every machine. */
  readonly sweep: string;
  readonly architecture: RunOptions['architecture'];
  readonly seed: number;
  readonly repeats: number;
  readonly vary: readonly { readonly path: string; readonly values: readonly SweepValue[] }[];
  /** Runs of the whole sweep, all shards together. */
  readonly runs: number;
}

export const ROWS_FORMAT = 'swarm-lab/sweep-rows';
export const ROWS_VERSION = 1;

/** One run of a sweep, ready to be sent to whoever does it. */
export interface PlannedRun {
  /** Its place in grid order, from 0. */
  readonly run: number;
  readonly values: Readonly<Record<string, SweepValue>>;
  readonly options: RunOptions;
}

export interface SweepPlan {
  readonly header: SweepHeader;
  readonly settingCount: number;
  readonly runCount: number;
  /** The runs of a setting are neighbours; of the varied fields the last one changes fastest. */
  runAt(run: number): PlannedRun;
}
