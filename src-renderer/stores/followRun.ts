import type { ComputedArchitecture, RunEvent } from '@core/messages/index';
import { createReplay } from '@core/replay/index';
import { scenarioHash, withoutKeptRuns, type Scenario } from '@core/scenario/index';
import { markRaw } from 'vue';
import type { EngineClient, RunningRun } from '../client/engine';
import type { RunArchitecture, RunRecord } from './runRecord';

/** The record of a run that is about to be asked for. */
export function queuedRun<Of extends RunArchitecture>(scenario: Scenario, architecture: Of): RunRecord & { readonly architecture: Of } {
  return {
    architecture,
    status: 'queued',
    // Every run takes its scenario to another process: the kept ones would go along each time.
    scenario: withoutKeptRuns(scenario),
    scenarioHash: scenarioHash(scenario),
    randomSeed: scenario.seed,
    completed: 0,
    total: 0,
    result: null,
    problem: null,
    replay: null,
    arrivedSeconds: 0,
    decisions: null,
  };
}

/**
 * Asks the engine for a run and tells every new state of its record, the last one included.
 * @returns null when the engine is not to be started again
 */
export function followRun(engine: EngineClient, queued: RunRecord & { readonly architecture: ComputedArchitecture }, tell: (record: RunRecord) => void): Promise<RunningRun | null> {
  let record: RunRecord = queued;
  const { scenario, architecture, randomSeed } = queued;
  return engine.run({ scenario, architecture, randomSeed }, (event) => {
    record = afterEvent(record, event);
    tell(record);
  });
}

/** The record of a run after something was heard of it, from the engine or from the real peers. */
export function afterEvent(record: RunRecord, event: RunEvent): RunRecord {
  switch (event.kind) {
    case 'started':
      return { ...record, status: 'running', replay: markRaw(createReplay(event.header)) };
    case 'progress':
      return { ...record, completed: event.completed, total: event.total };
    case 'chunk':
      record.replay?.append(event.chunk);
      return { ...record, arrivedSeconds: record.replay?.endSeconds ?? 0 };
    case 'finished':
      return { ...record, status: 'finished', result: event.result };
    case 'cancelled':
      return { ...record, status: 'cancelled' };
    case 'failed':
      return { ...record, status: 'failed', problem: event.problem };
  }
}
