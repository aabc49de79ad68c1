import type { Architecture } from '@core/trace/index';
import type { AxisUnit } from './axisUnit';

/** What a series is, which decides its colour, dash and marker. */
export type SeriesRole = Architecture | 'bound' | 'reference' | 'peer' | 'idle';

/** line: straight between the points; steps: keeps its value until the next point; points: markers only; area: steps, filled, stacked on the areas before. */
export type SeriesForm = 'line' | 'steps' | 'points' | 'area';

/** How a line is drawn that is no bound: what tells lines of one colour apart. */
export type SeriesPattern = 'solid' | 'dotted' | 'dashed' | 'dashDotted' | 'sparse';

/** What tells areas of one colour apart. */
export type SeriesFill = 'solid' | 'pale' | 'dots' | 'level' | 'rising' | 'crossed';

/** By which one run can be had again. */
export interface RunStamp {
  readonly scenarioHash: string;
  readonly seed: number | null;
}

export interface ChartSeries {
  /** Stable through updates, so that a drawn series is updated in place. */
  readonly id: string;
  readonly name: string;
  readonly role: SeriesRole;
  /** The architecture that a bound or reference belongs to. */
  readonly of?: Architecture;
  readonly form: SeriesForm;
  /** Left out: as its role has it. */
  readonly pattern?: SeriesPattern;
  /** A fine line without marks: what stands behind the others. */
  readonly isThin?: boolean;
  /** Of an area; left out: solid. */
  readonly fill?: SeriesFill;
  /** Where its name stands: at the end of the line where it fits, else in the legend. */
  readonly label: 'end' | 'legend';
  /** In base units of the axes (seconds, bits, peers, fraction), ascending x; at most `MAX_POINTS`. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Where it is not the run of the scenario that is open: the run of all points, or one for each point. */
  readonly runs?: readonly RunStamp[];
}

export interface ChartAxis {
  /** Words of the axis without its unit: "Time since the start". */
  readonly title: string;
  readonly unit: AxisUnit;
  readonly scale: 'linear' | 'log';
  /** Column of the CSV, with its base unit: `time_seconds`. */
  readonly column: string;
  /** In base units; left out: taken from the data, zero shown. */
  readonly min?: number;
  readonly max?: number;
}

/** A line across the chart at one value of x. */
export interface ChartMarker {
  readonly id: string;
  /** In base units of the x axis. */
  readonly x: number;
  readonly label: string;
  /** bound: dashed, a limit that cannot be beaten; current: the value that is looked at now; branch: from here on another future differs. */
  readonly kind: 'bound' | 'current' | 'branch';
  readonly of?: Architecture;
}

/** What must stand in every export, so that its runs can be had again: that of the scenario which is open, where a series does not name others. */
export interface ChartStamp extends RunStamp {
  readonly appVersion: string;
  /** The whole stamp as one word (`stampText` of the core): what opens the scenario and its runs again. */
  readonly word: string;
}

/** One chart, whole: screen, PNG, CSV, table and spoken summary all come from it. */
export interface ChartSpec {
  /** Kind of the chart, for file names and test ids: `distribution-time`. */
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly series: readonly ChartSeries[];
  readonly markers: readonly ChartMarker[];
}

export const MAX_POINTS = 2_000;
