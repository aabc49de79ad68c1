import type { ComputedArchitecture, Problem } from '@core/messages/index';
import type { Replay, RunResult } from '@core/replay/index';
import type { Scenario } from '@core/scenario/index';
import type { RealDecisions } from './realDecisions';

/** The two that race on the Swarm screen. */
export const raceArchitectures = ['client-server', 'peer-to-peer'] as const;
export type RaceArchitecture = (typeof raceArchitectures)[number];

/** All that the engine computes: the race, and the best possible schedule beside it. */
export const computedArchitectures = [...raceArchitectures, 'fluid-schedule'] as const satisfies readonly ComputedArchitecture[];

/** All that the window runs: those, and the swarm over real sockets. */
export const runArchitectures = [...computedArchitectures, 'real'] as const;
export type RunArchitecture = (typeof runArchitectures)[number];

/** All that can be drawn: those, and another future of the swarm. */
export const lanes = [...runArchitectures, 'branch'] as const;
export type Lane = (typeof lanes)[number];

/** What can be looked at beside the swarm. */
export const rivals = ['client-server', 'fluid-schedule', 'real', 'branch'] as const;
export type Rival = (typeof rivals)[number];

export type RunStatus = 'idle' | 'queued' | 'running' | 'finished' | 'cancelled' | 'failed';

/** One run as the window knows it; replaced as a whole when something is heard of it. */
export interface RunRecord {
  readonly architecture: RunArchitecture;
  readonly status: RunStatus;
  readonly scenario: Scenario;
  /** `sha256:…` of what affects the run. */
  readonly scenarioHash: string;
  readonly randomSeed: number;
  /** Piece transfers done, of `total`. */
  readonly completed: number;
  readonly total: number;
  readonly result: RunResult | null;
  readonly problem: Problem | null;
  /** Its trace so far. The same object through the whole run, never reactive; null before the engine has begun. */
  readonly replay: Replay | null;
  /** How far the trace has arrived, scenario seconds. */
  readonly arrivedSeconds: number;
  /** What the peers of a run over sockets decided; null where nobody kept it. Of any other run it is computed again. */
  readonly decisions: RealDecisions | null;
}

/** An earlier run as a point on the D-against-N chart. */
export interface FinishedRun {
  readonly architecture: RunArchitecture;
  readonly scenario: Scenario;
  readonly peers: number;
  readonly makespanSeconds: number | null;
  readonly boundSeconds: number | null;
  readonly randomSeed: number;
  readonly scenarioHash: string;
  /** Equal for scenarios that differ only in how many peers there are. */
  readonly family: string;
  readonly result: RunResult;
}

export const isUnderWay = (run: RunRecord | null): boolean => run?.status === 'queued' || run?.status === 'running';
