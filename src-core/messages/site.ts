/*
 * What whoever looks after the computers of a room has arranged for everybody on them: docs/deployment.md.
 */

/** A scenario of the course. It is a beginning, as the built-in ones are: saving it asks for a file of one's own. */
export interface CourseScenario {
  /** Of its file, without the ending. */
  readonly name: string;
  /** A scenario file that `parseScenarioText` accepts. */
  readonly text: string;
}

export interface Course {
  /** Name of its folder. */
  readonly name: string;
  /** In the order of their names. */
  readonly scenarios: readonly CourseScenario[];
  /** Names of the files that are no scenario, or too many or too large to be shown. */
  readonly refused: readonly string[];
  /** The folder could be read. A share may be out of reach. */
  readonly isThere: boolean;
}

/** A field of `Settings` (`window.ts`). */
export type FixedSetting = 'language' | 'theme' | 'projector';

export interface Site {
  /** Settings that hold for everybody here: the window shows them and leaves them alone. */
  readonly fixed: readonly FixedSetting[];
  readonly course: Course | null;
}
