import type { EngineEvent } from '@core/messages/index';
import { createReplay, type Replay } from '@core/replay/index';
import { peerCount, scenarioHash, type Scenario } from '@core/scenario/index';
import { defineStore } from 'pinia';
import { computed, markRaw, shallowRef, type ShallowRef } from 'vue';
import { createEngineClient, type EngineClient, type RunningRun } from '../client/engine';
import { useDocument } from './document';
import { familyOf } from './family';
import { isUnderWay, raceArchitectures, type FinishedRun, type RaceArchitecture, type RunRecord } from './runRecord';
import { startLine } from './startLine';

const EARLIER_RUNS = 500;

/** The runs of the open scenario, one for each architecture, and those that finished before. */
export const useRuns = defineStore('runs', () => {
  const document = useDocument();
  let engine: EngineClient | null = null;
  const underWay = new Map<RaceArchitecture, RunningRun>();
  const records: Record<RaceArchitecture, ShallowRef<RunRecord | null>> = {
    'client-server': shallowRef(null),
    'peer-to-peer': shallowRef(null),
  };
  const earlier = shallowRef<readonly FinishedRun[]>([]);
  /** The user did not want the engine started again after it had died several times. */
  const engineRefused = shallowRef(false);

  const hash = computed(() => scenarioHash(document.scenario));
  /** The runs that belong to the scenario as it stands now; an edit hides them, undoing it brings them back. */
  const current = computed<Record<RaceArchitecture, RunRecord | null>>(() => {
    const fitting = (architecture: RaceArchitecture) => {
      const record = records[architecture].value;
      return record?.scenarioHash === hash.value && record.randomSeed === document.scenario.seed ? record : null;
    };
    return { 'client-server': fitting('client-server'), 'peer-to-peer': fitting('peer-to-peer') };
  });
  const isRunning = computed(() => raceArchitectures.some((architecture) => isUnderWay(current.value[architecture])));

  /** What the views show: the run's trace, or the start line until its first seconds have arrived. Changes only with the trace. */
  const shownOf = (architecture: RaceArchitecture) => {
    const line = computed(() => startLine(document.scenario, architecture));
    return computed<Replay>(() => {
      const run = current.value[architecture];
      return run?.replay && (run.arrivedSeconds > 0 || !isUnderWay(run)) ? run.replay : line.value;
    });
  };
  const shown = { 'client-server': shownOf('client-server'), 'peer-to-peer': shownOf('peer-to-peer') };
  const replays = computed<Record<RaceArchitecture, Replay>>(() => ({
    'client-server': shown['client-server'].value,
    'peer-to-peer': shown['peer-to-peer'].value,
  }));
  /** Share of the piece transfers that are computed, of both runs together. */
  const computedFraction = computed(() => {
    const here = raceArchitectures.flatMap((architecture) => current.value[architecture] ?? []);
    const total = here.reduce((sum, run) => sum + run.total, 0);
    return total === 0 ? 0 : here.reduce((sum, run) => sum + run.completed, 0) / total;
  });

  function remember({ scenario, result, architecture, randomSeed, scenarioHash: runHash }: RunRecord): void {
    if (result === null) return;
    const run: FinishedRun = {
      architecture,
      peers: peerCount(scenario),
      makespanSeconds: result.makespanSeconds,
      boundSeconds: result.boundSeconds,
      randomSeed,
      scenarioHash: runHash,
      family: familyOf(scenario),
      result,
    };
    const others = earlier.value.filter(
      (other) => other.scenarioHash !== runHash || other.architecture !== architecture || other.randomSeed !== randomSeed,
    );
    earlier.value = [...others, run].slice(-EARLIER_RUNS);
  }

  function afterEvent(record: RunRecord, event: EngineEvent): RunRecord {
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

  async function startOne(scenario: Scenario, architecture: RaceArchitecture): Promise<void> {
    underWay.get(architecture)?.cancel();
    const slot = records[architecture];
    let record: RunRecord = {
      architecture,
      status: 'queued',
      scenario,
      scenarioHash: hash.value,
      randomSeed: scenario.seed,
      completed: 0,
      total: 0,
      result: null,
      problem: null,
      replay: null,
      arrivedSeconds: 0,
    };
    slot.value = record;
    engine ??= createEngineClient();
    const run = await engine.run({ scenario, architecture, randomSeed: scenario.seed }, (event) => {
      const isLatest = slot.value === record;
      record = afterEvent(record, event);
      // A run that another has replaced still has to be heard to its end, but shows nowhere.
      if (isLatest) slot.value = record;
      if (!isUnderWay(record) && isLatest) {
        underWay.delete(architecture);
        remember(record);
      }
    });
    engineRefused.value = run === null;
    if (run === null) slot.value = null;
    else if (isUnderWay(record)) underWay.set(architecture, run);
  }

  /** Runs both architectures on the scenario as it stands, from the beginning. */
  async function startBoth(): Promise<void> {
    const { scenario } = document;
    await Promise.all(raceArchitectures.map((architecture) => startOne(scenario, architecture)));
  }

  /** Stops what is under way; what has arrived of it stays to be looked at. */
  function cancel(): void {
    for (const run of underWay.values()) run.cancel();
  }

  return { current, replays, computedFraction, earlier, hash, isRunning, engineRefused, startBoth, cancel };
});
