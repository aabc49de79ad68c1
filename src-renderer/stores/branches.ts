import { branchScenario, scenarioHash, type Scenario, type TimedChange } from '@core/scenario/index';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import type { RunningRun } from '../client/engine';
import { freeBranchName, withNewBranch, withNewChange } from './branchEdits';
import { useDocument } from './document';
import type { EditLabel } from './editHistory';
import { useEngine } from './engine';
import { followRun, queuedRun } from './followRun';
import { isUnderWay, type RunRecord } from './runRecord';

/** So many branches of a document that was opened are shown at first. */
const FIRST_SHOWN = 3;
/** Runs that are kept, newest last: undoing an edit brings them back. */
const MOST_KEPT = 12;

/** A branch with what is known of its run. */
export interface Future {
  /** Index in `scenario.branches`. */
  readonly at: number;
  readonly name: string;
  readonly changes: readonly TimedChange[];
  /** What it runs. */
  readonly scenario: Scenario;
  readonly key: string;
  readonly run: RunRecord | null;
}

const keyOf = (scenario: Scenario) => `${scenarioHash(scenario)} ${scenario.seed}`;

/** The other futures of the open scenario: which are looked at, and their runs. */
export const useBranches = defineStore('branches', () => {
  const document = useDocument();
  const { client } = useEngine();
  const records = shallowRef<ReadonlyMap<string, RunRecord>>(new Map());
  const underWay = new Map<string, RunningRun>();
  const shownNames = ref<ReadonlySet<string>>(new Set());
  const racedName = ref<string | null>(null);

  const scenarios = computed(() => document.scenario.branches.map((branch) => branchScenario(document.scenario, branch)));
  const keys = computed(() => scenarios.value.map(keyOf));
  const futures = computed<readonly Future[]>(() =>
    document.scenario.branches.map(({ name, changes }, at) => {
      const [scenario = document.scenario, key = ''] = [scenarios.value[at], keys.value[at]];
      return { at, name, changes, scenario, key, run: records.value.get(key) ?? null };
    }),
  );
  /** Those that the charts and the time bar show. */
  const shown = computed(() => futures.value.filter(({ name }) => shownNames.value.has(name)));
  /** The one that can be drawn beside the swarm. */
  const raced = computed<Future | null>(() => futures.value.find(({ name }) => name === racedName.value) ?? shown.value[0] ?? futures.value[0] ?? null);
  const isRunning = computed(() => futures.value.some(({ run }) => isUnderWay(run)));

  watch(() => document.opened, () => {
    shownNames.value = new Set(document.scenario.branches.slice(0, FIRST_SHOWN).map(({ name }) => name));
    racedName.value = null;
  }, { immediate: true });

  function put(key: string, record: RunRecord | null): void {
    const others = [...records.value].filter(([known]) => known !== key);
    records.value = new Map(record === null ? others : [...others, [key, record] as const].slice(-MOST_KEPT));
  }

  async function start({ scenario, key }: Future): Promise<void> {
    underWay.get(key)?.cancel();
    const queued = queuedRun(scenario, 'peer-to-peer');
    let latest: RunRecord = queued;
    put(key, latest);
    const run = await followRun(client(), queued, (record) => {
      const isLatest = records.value.get(key) === latest;
      latest = record;
      if (!isLatest) return;
      put(key, record);
      if (!isUnderWay(record)) underWay.delete(key);
    });
    if (run === null) put(key, null);
    else if (isUnderWay(latest)) underWay.set(key, run);
  }

  const namedShown = (name: string, isShown: boolean) => {
    const others = [...shownNames.value].filter((one) => one !== name);
    shownNames.value = new Set(isShown ? [...others, name] : others);
  };

  return {
    futures,
    shown,
    raced,
    isRunning,

    /** Runs those that are looked at and have not run as they stand. */
    async startMissing(): Promise<void> {
      const looked = raced.value === null || shown.value.includes(raced.value) ? shown.value : [...shown.value, raced.value];
      await Promise.all(looked.filter(({ run }) => run === null).map(start));
    },
    /** Takes in a run that finished another day, where it is that of a branch. */
    adopt(record: RunRecord): void {
      const key = keyOf({ ...record.scenario, seed: record.randomSeed });
      if (record.architecture === 'peer-to-peer' && keys.value.includes(key)) put(key, record);
    },
    /** Stops what is under way; what has arrived of it stays to be looked at. */
    cancel(): void {
      for (const run of underWay.values()) run.cancel();
    },
    /** Shows a branch in the charts and on the time bar, or hides it. */
    show: namedShown,
    /** Chooses the branch that can be drawn beside the swarm. */
    race(name: string): void {
      racedName.value = name;
      namedShown(name, true);
    },
    /** A branch was given another name: what is shown stays shown. */
    renamed(before: string, name: string): void {
      if (racedName.value === before) racedName.value = name;
      if (shownNames.value.has(before)) {
        namedShown(before, false);
        namedShown(name, true);
      }
    },
    /**
     * Adds a branch of one change to the document, and looks at it.
     * @param wanted its name; a number is added where another has it
     * @returns the name it got
     */
    add(change: TimedChange, wanted: string, label: EditLabel): string {
      const name = freeBranchName(document.scenario, wanted);
      document.edit(label, withNewBranch(document.scenario, { name, changes: [change] }));
      racedName.value = name;
      namedShown(name, true);
      return name;
    },
    /** One change more in a branch, or in the scenario itself (null). */
    addChange(branch: number | null, change: TimedChange, label: EditLabel): void {
      document.edit(label, withNewChange(document.scenario, branch, change));
    },
  };
});
