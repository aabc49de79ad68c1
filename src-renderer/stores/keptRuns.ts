import type { Issue, Result } from '@core/base/index';
import { keptRunOf, readKeptRun, type KeptRun, type RecordedRun } from '@core/record/index';
import { createReplay, type Replay } from '@core/replay/index';
import { MAX_TEXT_BYTES, scenarioHash } from '@core/scenario/index';
import { defineStore } from 'pinia';
import { computed, markRaw, shallowRef, watch } from 'vue';
import { createRecordings, type Recordings } from '../client/recordings';
import type { PackedRun } from '../client/recordingWork';
import { useBranches } from './branches';
import { useDocument } from './document';
import { recordingOf, toldOf, withKeptRuns, withScenarioOf } from './keptRunEdits';
import { createRealDecisions } from './realDecisions';
import { runArchitectures, type RunRecord } from './runRecord';
import { useRuns } from './runs';

/** Of what a file may hold; the rest is for the scenario and its notes. */
export const MOST_KEPT_CHARACTERS = MAX_TEXT_BYTES - 2 * 1024 * 1024;

/** A run that the document keeps. */
export interface KeptEntry {
  readonly at: number;
  readonly read: Result<KeptRun>;
  /** Characters that it takes in the file. */
  readonly size: number;
  /** It ran what the document says now, or one of its other futures. */
  readonly isOfScenario: boolean;
}

/** A finished run that could be kept. */
export interface KeepableRun {
  readonly record: RunRecord;
  /** Of another future: its name. */
  readonly branch: string | null;
  readonly isKept: boolean;
}

/** The runs that are kept with the document: packed, unpacked and looked at again without being computed. */
export const useKeptRuns = defineStore('keptRuns', () => {
  const document = useDocument();
  const runs = useRuns();
  const branches = useBranches();
  let recordings: Recordings | null = null;
  /** What a run takes in a file, once it is known. */
  const packed = new WeakMap<Replay, Promise<PackedRun>>();
  /** What is wrong with recordings of the open document: two may be the same, and one of them said to be of another run. */
  const damage = shallowRef<ReadonlyMap<KeptRun, readonly Issue[]>>(new Map());
  const isLoading = shallowRef(false);

  const reads = new WeakMap<object, Result<KeptRun>>();
  /** Read once for each value of the file: an edit of the scenario leaves it the same object. */
  function readOf(value: unknown, at: number): Result<KeptRun> {
    if (typeof value !== 'object' || value === null) return readKeptRun(value, at);
    const known = reads.get(value) ?? readKeptRun(value, at);
    reads.set(value, known);
    return known;
  }

  const entries = computed<readonly KeptEntry[]>(() => {
    const present = new Set([`${runs.hash} ${document.scenario.seed}`, ...branches.futures.map(({ key }) => key)]);
    return document.scenario.keptRuns.map((value, at) => {
      const read = readOf(value, at);
      const wrong = read.ok ? damage.value.get(read.value) : undefined;
      const size = JSON.stringify(value).length;
      if (!read.ok || wrong) return { at, read: wrong ? { ok: false, issues: wrong } : read, size, isOfScenario: false };
      return { at, read, size, isOfScenario: present.has(`${scenarioHash(read.value.scenario)} ${read.value.seed}`) };
    });
  });
  const size = computed(() => entries.value.reduce((sum, entry) => sum + entry.size, 0));

  const keepable = computed<readonly KeepableRun[]>(() => {
    const own = runArchitectures.map((architecture) => ({ record: runs.current[architecture], branch: null }));
    const futures = branches.futures.map(({ run, name }) => ({ record: run, branch: name }));
    const kept = new Set(entries.value.flatMap(({ read }) => (read.ok ? [read.value.digest] : [])));
    return [...own, ...futures].flatMap(({ record, branch }) =>
      record?.status === 'finished' && record.result && record.replay ? [{ record, branch, isKept: kept.has(record.result.traceDigest) }] : []);
  });

  const thread = (): Recordings => (recordings ??= createRecordings());

  /** A finished run as a document keeps it, made once. */
  function pack(record: RunRecord): Promise<PackedRun> {
    const { replay } = record;
    if (replay === null) return Promise.reject(new RangeError('this run has no trace'));
    const known = packed.get(replay);
    if (known) return known;
    const made = thread().pack(recordingOf(record), toldOf(record));
    packed.set(replay, made);
    // There may be more memory when it is asked for again.
    made.catch(() => packed.delete(replay));
    return made;
  }

  /** Plays a trace; a chunk takes some milliseconds, and the window goes on in between. */
  async function replayOf({ trace }: RecordedRun): Promise<Replay> {
    const replay = markRaw(createReplay(trace.header));
    for (const chunk of trace.chunks) {
      replay.append(chunk);
      await new Promise((goOn) => setTimeout(goOn));
    }
    return replay;
  }

  /**
   * The run of an entry as the views want it; of one that they cannot show now without its trace. Null: it is damaged, which `entries` says from then on.
   * @throws Error when the memory of this computer does not suffice
   */
  async function unpack({ at, read }: KeptEntry, isShown: boolean): Promise<RunRecord | null> {
    if (!read.ok) return null;
    const { scenario, seed: randomSeed, architecture } = read.value;
    const unpacked = await thread().unpack(read.value, at, isShown);
    if (!unpacked.ok) {
      damage.value = new Map([...damage.value, [read.value, unpacked.issues]]);
      return null;
    }
    const { result, told } = unpacked.value;
    const decisions = told && markRaw(createRealDecisions(undefined, told));
    const replay = isShown ? await replayOf(unpacked.value) : null;
    const { pieceTransfers: completed } = result;
    const arrivedSeconds = replay?.endSeconds ?? 0;
    return { architecture, status: 'finished', scenario, scenarioHash: scenarioHash(scenario), randomSeed, completed, total: completed, result, problem: null, replay, arrivedSeconds, decisions };
  }

  function adopt(record: RunRecord): void {
    runs.adopt(record);
    branches.adopt(record);
  }

  /** Brings back all that the document keeps and the memory suffices for, those that are shown together at the end; gives up when another document is opened. */
  async function loadAll(): Promise<void> {
    const { opened } = document;
    isLoading.value = entries.value.length > 0;
    const shown: RunRecord[] = [];
    for (const entry of entries.value) {
      // What could not be unpacked stays listed: to show it is to try again.
      const record = await unpack(entry, entry.isOfScenario).catch(() => null);
      if (document.opened !== opened) return;
      if (record?.replay) shown.push(record);
      else if (record) runs.remember(record);
    }
    shown.forEach(adopt);
    isLoading.value = false;
  }

  watch(() => document.opened, () => (damage.value = new Map()), { flush: 'sync' });

  return {
    entries, keepable, size, isLoading, loadAll,

    /** Characters that a finished run would take in the file. */
    async sizeOf(record: RunRecord): Promise<number> {
      const { recording, decisions = '' } = await pack(record);
      return recording.length + decisions.length;
    },
    /** Whether a run of that size still fits into the document. */
    fits: (length: number): boolean => size.value + length <= MOST_KEPT_CHARACTERS,

    async keep(record: RunRecord, name: string): Promise<void> {
      const kept = keptRunOf(name, recordingOf(record), record.scenario, await pack(record));
      document.edit({ key: 'kept.edit.kept', values: { name } }, withKeptRuns(document.scenario, (all) => [...all, kept]));
    },
    rename(at: number, name: string): void {
      document.edit({ key: 'kept.edit.renamed', values: { name }, mergeAs: `keptRuns[${at}].name` },
        withKeptRuns(document.scenario, (all) => all.map((one, place) => (place === at && typeof one === 'object' ? { ...one, name } : one))));
    },
    remove(at: number, name: string): void {
      document.edit({ key: 'kept.edit.removed', values: { name } }, withKeptRuns(document.scenario, (all) => all.toSpliced(at, 1)));
    },
    /** Looks at it: the scenario goes back to what it ran, as one more edit. False: it is damaged. @throws as `unpack` does */
    async show(entry: KeptEntry): Promise<boolean> {
      const { read } = entry;
      if (!read.ok) return false;
      if (!entry.isOfScenario) document.edit({ key: 'kept.edit.restored', values: { name: read.value.name } }, withScenarioOf(document.scenario, read.value.scenario, read.value.seed));
      const record = await unpack(entry, true);
      if (record) adopt(record);
      return record !== null;
    },
  };
});
