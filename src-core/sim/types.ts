import type { Scenario } from '../scenario/index';
import type { TraceHeader } from '../trace/index';

export interface RunOptions {
  readonly scenario: Scenario;
  readonly architecture: 'client-server' | 'peer-to-peer';
  readonly randomSeed: number;
  /** The run is cut off then; without it, it goes on until everyone is complete or nobody can be. */
  readonly untilSeconds?: number;
  /** A run that would take more is refused before it starts (`memoryLimit`); without it, memory is not looked at. */
  readonly memoryLimitBytes?: number;
  /** Whether the caller keeps all rows in memory: they count in what the run takes. */
  readonly keepsTrace?: boolean;
}

/** What the engine can compute: simulated swarms, and the schedule that meets the peer-to-peer bound. */
export type ComputedRunOptions = Omit<RunOptions, 'architecture'> & { readonly architecture: RunOptions['architecture'] | 'fluid-schedule' };

/** What a run came to, by peer (0 is the server). Times in seconds from the start, NaN where it never happened; sizes in whole bits. */
export interface RunEnd {
  readonly finished: boolean;
  readonly endedSeconds: number;
  readonly pieceTransfers: number;
  readonly joinedSeconds: Float64Array;
  readonly completedSeconds: Float64Array;
  readonly awaySeconds: Float64Array;
  readonly uploadedBits: Float64Array;
  readonly downloadedBits: Float64Array;
  readonly lostPieces: readonly number[];
  readonly events: number;
  readonly capacity: CapacityUse;
}

/** Why a peer that is online does not send as fast as it could; each is explained in `docs/model.md`. */
export type IdleReason = 'nothingToGive' | 'nobodyInterested' | 'noSlot' | 'receiversFull' | 'endPhase';

/**
 * Where the upload capacity of all who were online went, in bits that were or could have been sent. `totalBits` is `usedBits` and the idle
 * ones added up in the order of `IdleReason`. The capacity of a free rider is none, as in the bound.
 */
export interface CapacityUse {
  readonly totalBits: number;
  readonly usedBits: number;
  readonly idle: Readonly<Record<IdleReason, number>>;
  readonly bins: CapacityBins;
}

/** The same over time: bin k is about the time from k times the width to the next, the last one until the end of the run. At most 512. */
export interface CapacityBins {
  readonly widthSeconds: number;
  readonly untilSeconds: number;
  readonly usedBits: readonly number[];
  readonly idle: Readonly<Record<IdleReason, readonly number[]>>;
}

/** A run that is advanced in slices, so that its caller can listen, report and cancel between them. */
export interface Simulation {
  readonly header: TraceHeader;
  /** Piece transfers done, of `total`. */
  readonly completed: number;
  readonly total: number;
  readonly timeSeconds: number;
  /** Handles up to that many events; true once the run is over. */
  advance(events: number): boolean;
  /** Only after `advance` said true. */
  end(): RunEnd;
}

/** The swarm as it stands between two slices, in the simulator's own arrays: read-only, and overwritten as the run goes on. */
export interface SwarmState {
  /** 1 while the peer is online. */
  readonly online: Uint8Array;
  /** Bitsets of the pieces held, as in a replay's view. */
  readonly held: Uint32Array;
  /** The rows of a peer begin there, so many of them; a row with flags 0 is no neighbour. */
  readonly firstRow: Int32Array;
  readonly rowSpan: Int32Array;
  readonly table: { readonly remote: Int32Array; readonly flags: Uint8Array };
}

/** A simulated run whose state can be held against what a replay makes of its trace. */
export interface SwarmSimulation extends Simulation {
  readonly state: SwarmState;
}
