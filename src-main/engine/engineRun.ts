import { freemem } from 'node:os';
import type { EngineEvent, EngineRequest, Problem } from '@core/messages/index';
import { toRunResult } from '@core/replay/index';
import { createRun, memoryLimit, NoScheduleError, type Simulation } from '@core/sim/index';
import { createTraceWriter, type DigestingWriter } from '@core/trace/index';
import { createChunkOutbox } from './chunkOutbox';

export type RunRequest = Extract<EngineRequest, { kind: 'run' }>;

/** Length of one turn: short, so that a cancel is heard and the other runs get theirs. */
const TURN_MS = 25;
/** Events between two looks at the clock; well under a millisecond in all but the largest swarms. */
const EVENTS_AT_ONCE = 32;
const PROGRESS_MS = 150;

/** One run on its way. It works in turns of a few milliseconds and says all it has to say through `send`. */
export interface EngineRun {
  /** It has said its last word: finished or failed. */
  readonly isOver: boolean;
  /** Waits for the window to take a chunk; nothing to do until then. */
  readonly isWaiting: boolean;
  work(): void;
  /** The window has taken one more chunk. */
  taken(): void;
}

export function createEngineRun(request: RunRequest, send: (event: EngineEvent) => void): EngineRun {
  const { runId, scenario, architecture, randomSeed } = request;
  const outbox = createChunkOutbox((chunk) => send({ runId, kind: 'chunk', chunk }));
  let simulation: Simulation | null = null;
  let writer: DigestingWriter | null = null;
  let isDone = false;
  let digest = '';
  let isOver = false;
  let progressMs = 0;

  function begin(): Simulation {
    // The window keeps the rows: another process, the same memory.
    return createRun({ scenario, architecture, randomSeed, keepsTrace: true, memoryLimitBytes: memoryLimit(freemem()) }, (header) => {
      send({ runId, kind: 'started', header });
      writer = createTraceWriter(header, outbox.push);
      return writer;
    });
  }

  /** As many events as fit into a turn; stops early where the rows so far have to leave first. True: the run is over. */
  function advance(running: Simulation): boolean {
    const untilMs = performance.now() + TURN_MS;
    while (outbox.isEmpty && performance.now() < untilMs) if (running.advance(EVENTS_AT_ONCE)) return true;
    return false;
  }

  function report(running: Simulation): void {
    const nowMs = performance.now();
    if (nowMs - progressMs < PROGRESS_MS) return;
    progressMs = nowMs;
    send({ runId, kind: 'progress', completed: running.completed, total: running.total, timeSeconds: running.timeSeconds });
  }

  function work(): void {
    outbox.flush();
    if (!outbox.isEmpty) return;
    simulation ??= begin();
    if (!isDone) {
      isDone = advance(simulation);
      report(simulation);
      // The digest covers the last chunk too, so the result has to wait for it.
      if (isDone) digest = writer?.finish().digest ?? '';
      outbox.flush();
    }
    if (!isDone || !outbox.isEmpty) return;
    send({ runId, kind: 'finished', result: toRunResult(scenario, simulation.header, simulation.end(), digest) });
    isOver = true;
  }

  return {
    get isOver() {
      return isOver;
    },
    get isWaiting() {
      return outbox.isFull && (!outbox.isEmpty || !isDone);
    },
    work() {
      try {
        work();
      } catch (error) {
        // Too large a scenario, or one that has no schedule, is the user's to mend; anything else is a mistake of ours, and its stack worth having.
        if (!(error instanceof RangeError || error instanceof NoScheduleError)) console.error(error);
        isOver = true;
        send({ runId, kind: 'failed', problem: runProblem(error) });
      }
    },
    taken: outbox.taken,
  };
}

/** What went wrong with a run, for the window. A run throws a `RangeError` for a scenario that does not fit into memory, as does a typed array itself. */
export function runProblem(error: unknown): Problem {
  if (error instanceof NoScheduleError) return { code: `noSchedule.${error.obstacle}`, detail: '' };
  const detail = error instanceof Error ? error.message : String(error);
  return { code: error instanceof RangeError ? 'runTooLarge' : 'runFailed', detail };
}
