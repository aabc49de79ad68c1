import type { ComputedArchitecture } from '@core/messages/index';
import type { Replay } from '@core/replay/index';
import { peerCount, scenarioHash, type Scenario } from '@core/scenario/index';
import { watchDebounced } from '@vueuse/core';
import { defineStore } from 'pinia';
import { scheduleObstacle } from '@core/theory/index';
import { computed, shallowRef, type ShallowRef } from 'vue';
import type { RunningRun } from '../client/engine';
import { useBranches } from './branches';
import { useDocument } from './document';
import { useEngine } from './engine';
import { familyOf } from './family';
import { followRun, queuedRun } from './followRun';
import { computedArchitectures, isUnderWay, raceArchitectures, type FinishedRun, type Lane, type Rival, type RunArchitecture, type RunRecord } from './runRecord';
import { startLine } from './startLine';

const EARLIER_RUNS = 500;
/** So long nothing is changed by whoever is done changing it. */
const REST_MS = 300;

/** The runs of the open scenario, one for each architecture, and those that finished before. The fluid schedule runs only where it is looked at, real peers only on request. */
export const useRuns = defineStore('runs', () => {
  const document = useDocument();
  const branches = useBranches();
  const { client: engine } = useEngine();
  const underWay = new Map<ComputedArchitecture, RunningRun>();
  const records: Record<RunArchitecture, ShallowRef<RunRecord | null>> = {
    'client-server': shallowRef(null),
    'peer-to-peer': shallowRef(null),
    'fluid-schedule': shallowRef(null),
    real: shallowRef(null),
  };
  const earlier = shallowRef<readonly FinishedRun[]>([]);
  /** The user did not want the engine started again after it had died several times. */
  const engineRefused = shallowRef(false);

  const chosenRival = shallowRef<Rival>('client-server');
  /** Why this scenario has no fluid schedule; null: it has one. */
  const obstacle = computed(() => scheduleObstacle(document.scenario));
  /** What is looked at beside the swarm. */
  const rival = computed<Rival>(() => {
    const isThere = { 'client-server': true, 'fluid-schedule': obstacle.value === null, real: current.value.real !== null, branch: branches.raced !== null };
    return isThere[chosenRival.value] ? chosenRival.value : 'client-server';
  });
  /** The two that are drawn, left and right. */
  const pair = computed(() => [rival.value, 'peer-to-peer'] as const);

  const hash = computed(() => scenarioHash(document.scenario));
  /** The runs that belong to the scenario as it stands now; an edit hides them, undoing it brings them back. */
  const current = computed<Record<Lane, RunRecord | null>>(() => {
    const fitting = (architecture: RunArchitecture) => {
      const record = records[architecture].value;
      return record?.scenarioHash === hash.value && record.randomSeed === document.scenario.seed ? record : null;
    };
    const branch = branches.raced?.run ?? null;
    return { 'client-server': fitting('client-server'), 'peer-to-peer': fitting('peer-to-peer'), 'fluid-schedule': fitting('fluid-schedule'), real: fitting('real'), branch };
  });
  /** Something is being computed; the sockets have their own word for it. */
  const isRunning = computed(() => branches.isRunning || computedArchitectures.some((architecture) => isUnderWay(current.value[architecture])));

  /** What the views show: the run's trace, or the start line until its first seconds have arrived. Changes only with the trace. */
  const shownOf = (lane: Lane) => {
    const line = computed(() => startLine(document.scenario, lane === 'branch' ? 'peer-to-peer' : lane));
    return computed<Replay>(() => {
      const run = current.value[lane];
      return run?.replay && (run.arrivedSeconds > 0 || !isUnderWay(run)) ? run.replay : line.value;
    });
  };
  const shown = { 'client-server': shownOf('client-server'), 'peer-to-peer': shownOf('peer-to-peer'), 'fluid-schedule': shownOf('fluid-schedule'), real: shownOf('real'), branch: shownOf('branch') };
  const replays = computed<Record<Lane, Replay>>(() => ({
    'client-server': shown['client-server'].value,
    'peer-to-peer': shown['peer-to-peer'].value,
    'fluid-schedule': shown['fluid-schedule'].value,
    real: shown.real.value,
    branch: shown.branch.value,
  }));
  /** Share of the piece transfers that are computed, of all runs together. */
  const computedFraction = computed(() => {
    const own = computedArchitectures.flatMap((architecture) => current.value[architecture] ?? []);
    const here = [...own, ...branches.futures.flatMap(({ run }) => run ?? [])];
    const total = here.reduce((sum, run) => sum + run.total, 0);
    return total === 0 ? 0 : here.reduce((sum, run) => sum + run.completed, 0) / total;
  });

  /**
   * Keeps what a run came to as a point on the charts, in place of the same run before it.
   * @param family of the scenario whose curve it lies on
   */
  function remember({ scenario, result, architecture, randomSeed, scenarioHash: runHash }: RunRecord, family = familyOf(scenario)): void {
    if (result === null) return;
    const run: FinishedRun = {
      architecture,
      scenario,
      peers: peerCount(scenario),
      makespanSeconds: result.makespanSeconds,
      boundSeconds: result.boundSeconds,
      randomSeed,
      scenarioHash: runHash,
      family,
      result,
    };
    const others = earlier.value.filter(
      (other) => other.scenarioHash !== runHash || other.architecture !== architecture || other.randomSeed !== randomSeed,
    );
    earlier.value = [...others, run].slice(-EARLIER_RUNS);
  }

  async function startOne(scenario: Scenario, architecture: ComputedArchitecture): Promise<void> {
    underWay.get(architecture)?.cancel();
    const slot = records[architecture];
    const queued = queuedRun(scenario, architecture);
    let record: RunRecord = queued;
    slot.value = record;
    const run = await followRun(engine(), queued, (next) => {
      const isLatest = slot.value === record;
      record = next;
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
    await startAll(() => true);
  }

  /** Runs what is looked at and has not run as the scenario stands. */
  async function startMissing(): Promise<void> {
    await startAll((architecture) => current.value[architecture] === null);
  }

  async function startAll(isWanted: (architecture: ComputedArchitecture) => boolean): Promise<void> {
    const { scenario } = document;
    const schedule = rival.value === 'fluid-schedule' ? [rival.value] : [];
    const looked: readonly ComputedArchitecture[] = [...raceArchitectures, ...schedule];
    await Promise.all([...looked.filter(isWanted).map((architecture) => startOne(scenario, architecture)), branches.startMissing()]);
  }

  /** Takes in a run that finished another day. It is shown where the scenario is its own, and stands among the earlier ones in any case. */
  function adopt(record: RunRecord): void {
    if (record.scenarioHash === hash.value && record.randomSeed === document.scenario.seed) records[record.architecture].value = record;
    remember(record);
  }

  /** Puts another run beside the swarm. One that is looked at for the first time joins a race that has begun. */
  async function chooseRival(chosen: Rival): Promise<void> {
    chosenRival.value = chosen;
    if (current.value['peer-to-peer'] === null || current.value[rival.value] !== null) return;
    if (rival.value === 'branch') await startShownBranches();
    else if (rival.value !== 'real') await startOne(document.scenario, rival.value);
  }

  /** Takes in what is heard of a run over real sockets, to be looked at beside the computed ones; once it is over, as a mark on the charts too. */
  function takeReal(record: RunRecord): void {
    // Real runs with other numbers of peers are measured without taking the place of the one that is looked at.
    if (current.value.real === null || record.scenarioHash === hash.value) records.real.value = record;
    if (!isUnderWay(record)) remember(record);
  }

  /** Runs the branches that are looked at, where the swarm itself has run: all futures or none. */
  async function startShownBranches(): Promise<void> {
    if (current.value['peer-to-peer'] !== null && document.canRun) await branches.startMissing();
  }
  // A branch that was changed runs again once the hand has come to rest.
  watchDebounced(() => branches.shown.map(({ key }) => key).join(), startShownBranches, { debounce: REST_MS });

  /** Stops what is under way; what has arrived of it stays to be looked at. */
  function cancel(): void {
    for (const run of underWay.values()) run.cancel();
    branches.cancel();
  }

  return { current, replays, rival, pair, obstacle, computedFraction, earlier, hash, isRunning, engineRefused, startBoth, startMissing, adopt, startShownBranches, chooseRival, takeReal, remember, cancel };
});
