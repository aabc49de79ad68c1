import type { RunEvent } from '@core/messages/index';
import { createReplay, type Replay } from '@core/replay/index';
import { peerCount, scenarioHash, type Scenario } from '@core/scenario/index';
import { defineStore } from 'pinia';
import { scheduleObstacle } from '@core/theory/index';
import { computed, markRaw, shallowRef, type ShallowRef } from 'vue';
import { createEngineClient, type EngineClient, type RunningRun } from '../client/engine';
import { useDocument } from './document';
import { familyOf } from './family';
import { isUnderWay, raceArchitectures, runArchitectures, type FinishedRun, type Rival, type RunArchitecture, type RunRecord } from './runRecord';
import { startLine } from './startLine';

const EARLIER_RUNS = 500;

/** The runs of the open scenario, one for each architecture, and those that finished before. The fluid schedule runs only where it is looked at. */
export const useRuns = defineStore('runs', () => {
  const document = useDocument();
  let client: EngineClient | null = null;
  const engine = () => (client ??= createEngineClient());
  const underWay = new Map<RunArchitecture, RunningRun>();
  const records: Record<RunArchitecture, ShallowRef<RunRecord | null>> = {
    'client-server': shallowRef(null),
    'peer-to-peer': shallowRef(null),
    'fluid-schedule': shallowRef(null),
  };
  const earlier = shallowRef<readonly FinishedRun[]>([]);
  /** The user did not want the engine started again after it had died several times. */
  const engineRefused = shallowRef(false);

  const chosenRival = shallowRef<Rival>('client-server');
  /** Why this scenario has no fluid schedule; null: it has one. */
  const obstacle = computed(() => scheduleObstacle(document.scenario));
  /** What is looked at beside the swarm. */
  const rival = computed<Rival>(() => (obstacle.value === null ? chosenRival.value : 'client-server'));
  /** The two that are drawn, left and right. */
  const pair = computed(() => [rival.value, 'peer-to-peer'] as const);

  const hash = computed(() => scenarioHash(document.scenario));
  /** The runs that belong to the scenario as it stands now; an edit hides them, undoing it brings them back. */
  const current = computed<Record<RunArchitecture, RunRecord | null>>(() => {
    const fitting = (architecture: RunArchitecture) => {
      const record = records[architecture].value;
      return record?.scenarioHash === hash.value && record.randomSeed === document.scenario.seed ? record : null;
    };
    return { 'client-server': fitting('client-server'), 'peer-to-peer': fitting('peer-to-peer'), 'fluid-schedule': fitting('fluid-schedule') };
  });
  const isRunning = computed(() => runArchitectures.some((architecture) => isUnderWay(current.value[architecture])));

  /** What the views show: the run's trace, or the start line until its first seconds have arrived. Changes only with the trace. */
  const shownOf = (architecture: RunArchitecture) => {
    const line = computed(() => startLine(document.scenario, architecture));
    return computed<Replay>(() => {
      const run = current.value[architecture];
      return run?.replay && (run.arrivedSeconds > 0 || !isUnderWay(run)) ? run.replay : line.value;
    });
  };
  const shown = { 'client-server': shownOf('client-server'), 'peer-to-peer': shownOf('peer-to-peer'), 'fluid-schedule': shownOf('fluid-schedule') };
  const replays = computed<Record<RunArchitecture, Replay>>(() => ({
    'client-server': shown['client-server'].value,
    'peer-to-peer': shown['peer-to-peer'].value,
    'fluid-schedule': shown['fluid-schedule'].value,
  }));
  /** Share of the piece transfers that are computed, of all runs together. */
  const computedFraction = computed(() => {
    const here = runArchitectures.flatMap((architecture) => current.value[architecture] ?? []);
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

  function afterEvent(record: RunRecord, event: RunEvent): RunRecord {
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

  async function startOne(scenario: Scenario, architecture: RunArchitecture): Promise<void> {
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
    const run = await engine().run({ scenario, architecture, randomSeed: scenario.seed }, (event) => {
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

  /** Runs both architectures on the scenario as it stands, from the beginning, and the schedule where it is looked at. */
  async function startBoth(): Promise<void> {
    const { scenario } = document;
    const wanted = new Set<RunArchitecture>([...raceArchitectures, ...pair.value]);
    await Promise.all([...wanted].map((architecture) => startOne(scenario, architecture)));
  }

  /** Puts another run beside the swarm. A schedule that is looked at for the first time joins a race that has begun. */
  async function chooseRival(chosen: Rival): Promise<void> {
    chosenRival.value = chosen;
    if (current.value['peer-to-peer'] !== null && current.value[rival.value] === null) await startOne(document.scenario, rival.value);
  }

  /** Stops what is under way; what has arrived of it stays to be looked at. */
  function cancel(): void {
    for (const run of underWay.values()) run.cancel();
  }

  return { engine, current, replays, rival, pair, obstacle, computedFraction, earlier, hash, isRunning, engineRefused, startBoth, chooseRival, cancel };
});
