/** What a measuring process says, one JSON line on standard output. Times are user CPU of the process where not said otherwise. */
export interface KernelFigures {
  readonly transfers: number;
  readonly cpuSeconds: number;
}

export interface RunFigures {
  readonly transfers: number;
  readonly events: number;
  readonly rows: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly digest: string;
}

export interface SavingFigures {
  readonly transfers: number;
  readonly rows: number;
  readonly memoryBytes: number;
  readonly fileBytes: number;
  readonly saveSeconds: number;
  readonly reopenSeconds: number;
}

export interface AllocationFigures {
  readonly events: number;
  readonly bytes: number;
  /** Functions that allocated most, with their bytes. */
  readonly top: readonly (readonly [name: string, bytes: number])[];
}

export interface QueueFigures {
  readonly calls: number;
  /** Nanoseconds a call by design. */
  readonly nanoseconds: Readonly<Record<string, number>>;
}

export interface MemoryFigures {
  readonly estimateBytes: number;
  readonly peakBytes: number;
}

/** Of a real swarm. `seconds` is wall-clock, from the start to the last byte; CPU time is of all threads, user and system. */
export interface RealFigures {
  readonly movedBytes: number;
  readonly duplicateBytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** From the last byte until nothing of the run is left. */
  readonly endSeconds: number;
  readonly peakBytes: number;
}

/** Of the largest files. Processor time is user and system; saving waits for the disk too. */
export interface FileFigures {
  readonly openedBytes: number;
  readonly openSeconds: number;
  readonly savedBytes: number;
  readonly saveSeconds: number;
  readonly saveWallSeconds: number;
}

/** What becomes of the rows of a run: only counted, digested, or kept in memory. */
export const KEEPING = ['counted', 'digested', 'kept'] as const;
export type Keeping = (typeof KEEPING)[number];
