import type { Issue } from '@core/base/index';
import { findStamp, scenariosOfRuns, type RunClaim, type Stamp, type StampedRun } from '@core/record/index';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { useDocument } from './document';
import { useRuns } from './runs';

/** A run that the file names; `claim` is null where its scenario was left out. */
export interface StampedEntry {
  readonly stamped: StampedRun;
  readonly claim: RunClaim | null;
}

/** The exported file that is looked at: what stands in its stamp, until it is put away or opened. */
export const useStampedFile = defineStore('stampedFile', () => {
  const document = useDocument();
  const runs = useRuns();
  const file = shallowRef<{ readonly name: string; readonly stamp: Stamp } | null>(null);

  const entries = computed<readonly StampedEntry[]>(() => {
    const { stamp } = file.value ?? {};
    if (!stamp) return [];
    const scenarios = scenariosOfRuns(stamp);
    return stamp.runs.map((stamped, at) => {
      const scenario = scenarios[at] ?? null;
      return { stamped, claim: scenario && { ...stamped, scenario: { ...scenario, seed: stamped.seed } } };
    });
  });

  return {
    file,
    runs: entries,

    /** Looks for a stamp in the bytes of any file. @returns what is wrong with it; empty: it is looked at now */
    look(name: string, bytes: Uint8Array): readonly Issue[] {
      const found = findStamp(bytes);
      if (!found.ok) return found.issues;
      file.value = { name, stamp: found.value };
      return [];
    },
    close(): void {
      file.value = null;
    },
    /**
     * Opens a scenario of the file as a new document and runs it, the same run as it was.
     * @param at which run; null: the scenario that was open when the file was made
     * @returns false: the user wants to keep the document that is open
     */
    async open(at: number | null): Promise<boolean> {
      const scenario = at === null ? file.value?.stamp.scenarios[0] : entries.value[at]?.claim?.scenario;
      if (!file.value || !scenario) return false;
      const { name, stamp } = file.value;
      if (!(await document.openUnsaved(scenario.title || name, scenario))) return false;
      file.value = null;
      if (stamp.runs.length > 0 && document.canRun) void runs.startMissing();
      return true;
    },
  };
});
