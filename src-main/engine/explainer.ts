import { freemem } from 'node:os';
import type { AnswerEvent, EngineRequest } from '@core/messages/index';
import { scenarioHash } from '@core/scenario/index';
import { createSimulation, memoryLimit, type Simulation } from '@core/sim/index';
import { createRowCounter } from '@core/trace/index';
import { createDecisionLog } from './decisionLog';
import { runProblem, type EngineRun } from './engineRun';

export type ExplainRequest = Extract<EngineRequest, { kind: 'explain' }>;

/** As in a run: short turns, so that a cancel is heard. */
const TURN_MS = 25;
const EVENTS_AT_ONCE = 32;
const PROGRESS_MS = 150;

/**
 * Answers why something was decided. A trace says what was decided, not what the algorithm saw; but a run is the same each time, so
 * it is computed again up to the row in question, with an observer. It stays paused there: a later row is quick to reach from it.
 */
export interface Explainer {
  /** Begins to answer. One question at a time: two would fight for the one paused run. */
  ask(request: ExplainRequest): EngineRun;
  /** Gives up the paused run and its memory. */
  forget(): void;
}

/** A run that is being computed again. */
interface Rerun {
  readonly key: string;
  readonly simulation: Simulation;
  readonly counter: { readonly rowCount: number };
  readonly log: ReturnType<typeof createDecisionLog>;
}

function beginRerun(key: string, { scenario, architecture, randomSeed }: ExplainRequest): Rerun {
  const counter = createRowCounter();
  const log = createDecisionLog();
  const simulation = createSimulation({ scenario, architecture, randomSeed, memoryLimitBytes: memoryLimit(freemem()) }, () => counter, log);
  return { key, simulation, counter, log };
}

/** Whether all that may answer the question has happened: a round without rows is over once time has moved on. */
function hasReached({ counter, simulation }: Rerun, { row, round }: ExplainRequest): boolean {
  return round === null ? counter.rowCount > row : simulation.timeSeconds > round.untilSeconds;
}

/** Whether all that may answer the question is yet to come. */
function isAhead({ counter, simulation }: Rerun, { row, round, roundsFromSeconds }: ExplainRequest): boolean {
  return round === null ? row >= counter.rowCount : roundsFromSeconds > simulation.timeSeconds;
}

export function createExplainer(send: (event: AnswerEvent) => void): Explainer {
  let rerun: Rerun | null = null;

  /** The paused run, where it is the same one and has what is asked for before it or in its log; else a new one. */
  function rerunFor(request: ExplainRequest): Rerun {
    const key = `${scenarioHash(request.scenario)} ${request.architecture} ${request.randomSeed}`;
    if (rerun?.key !== key || !(isAhead(rerun, request) || rerun.log.covers(request))) rerun = beginRerun(key, request);
    const { counter, simulation, log } = rerun;
    // What lies behind it is kept while the next row is near: the way back is as likely as the way on.
    if (request.fromRow >= counter.rowCount || !log.covers(request)) log.restart(request, counter.rowCount, simulation.timeSeconds);
    return rerun;
  }

  function ask(request: ExplainRequest): EngineRun {
    const { runId, row } = request;
    let running: Rerun | null = null;
    let isOver = false;
    let progressMs = performance.now();

    function work(): void {
      running ??= rerunFor(request);
      const { simulation, counter, log } = running;
      const untilMs = performance.now() + TURN_MS;
      let hasEnded = false;
      while (!hasReached(running, request) && !hasEnded && performance.now() < untilMs) hasEnded = simulation.advance(EVENTS_AT_ONCE);
      if (hasReached(running, request) || hasEnded) {
        isOver = true;
        send({ runId, kind: 'explained', decision: log.answer(request) });
      } else if (performance.now() - progressMs >= PROGRESS_MS) {
        progressMs = performance.now();
        send({ runId, kind: 'explaining', rows: counter.rowCount, ofRows: row + 1 });
      }
    }

    return {
      get isOver() {
        return isOver;
      },
      isWaiting: false,
      work() {
        try {
          work();
        } catch (error) {
          if (!(error instanceof RangeError)) console.error(error);
          isOver = true;
          rerun = null;
          send({ runId, kind: 'failed', problem: runProblem(error) });
        }
      },
      taken() {},
    };
  }

  return {
    ask,
    forget() {
      rerun = null;
    },
  };
}
