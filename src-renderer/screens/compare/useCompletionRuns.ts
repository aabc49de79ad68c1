import { completionSeries } from '@core/replay/index';
import { peerCount } from '@core/scenario/index';
import { computed, ref } from 'vue';
import { completedOf, type CompletionRun } from '../../charts/completion';
import type { TimeSeries } from '../../charts/timeSeries';
import { useBranches } from '../../stores/branches';
import { type FinishedRun, runArchitectures } from '../../stores/runRecord';
import { useRuns } from '../../stores/runs';
import { type ComparedRun, useRunNames } from './useRunNames';

/** More than the pixels that a line is drawn on. */
const POINTS = 800;

/** Tells a run from every other one in the list. */
export const runKey = ({ architecture, scenarioHash, randomSeed }: Pick<FinishedRun, 'architecture' | 'scenarioHash' | 'randomSeed'>): string =>
  `${architecture} ${scenarioHash} ${randomSeed}`;

interface LaidRun extends ComparedRun {
  readonly boundSeconds: number | null;
  readonly completed: TimeSeries;
}

/**
 * The runs of the completion chart: those of the scenario as it stands, its other futures, and whichever earlier ones are laid over
 * them. As soon as there are several of one architecture, each is named by what differs.
 */
export function useCompletionRuns() {
  const runs = useRuns();
  const branches = useBranches();
  const namesOf = useRunNames();
  const chosen = ref<ReadonlySet<string>>(new Set());

  /** A replay is not reactive; its record is replaced whenever more of it arrives. */
  const present = computed(() =>
    runArchitectures.flatMap((architecture): LaidRun[] => {
      const record = runs.current[architecture];
      if (!record?.replay) return [];
      // The bound of the schedule and of real peers is the swarm's, which has its line already.
      const boundSeconds = architecture === 'fluid-schedule' || architecture === 'real' ? null : (record.result?.boundSeconds ?? null);
      return [{ ...record, boundSeconds, completed: completionSeries(record.replay, POINTS) }];
    }));
  const futures = computed(() =>
    branches.shown.flatMap(({ name, run }): LaidRun[] =>
      run?.replay ? [{ ...run, branch: name, boundSeconds: null, completed: completionSeries(run.replay, POINTS) }] : []));
  /** Those stand in the chart in any case. */
  const presentKeys = computed<ReadonlySet<string>>(() => new Set(present.value.map(runKey)));
  const laidOver = computed(() =>
    runs.earlier
      .filter((run) => chosen.value.has(runKey(run)) && !presentKeys.value.has(runKey(run)))
      .map((run): LaidRun => ({ ...run, boundSeconds: null, completed: completedOf(run.result.perPeer) })));

  const drawn = computed<readonly CompletionRun[]>(() => {
    const all = [...present.value, ...futures.value, ...laidOver.value];
    const names = namesOf.value(all);
    return all.map(({ architecture, boundSeconds, completed, scenarioHash, randomSeed, branch }, at) => {
      const stamp = { scenarioHash, seed: randomSeed };
      const nth = all.slice(0, at).filter((before) => before.architecture === architecture).length;
      const id = branch === undefined ? runKey({ architecture, scenarioHash, randomSeed }) : `branch ${branch}`;
      // Two of different architectures differ by that: the usual names, places and colours serve.
      return all.length === present.value.length
        ? { architecture, boundSeconds, completed, stamp }
        : { architecture, boundSeconds, completed, stamp, future: { id, name: names[at]!, nth } };
    });
  });
  const mostPeers = computed(() => Math.max(0, ...[...present.value, ...futures.value, ...laidOver.value].map(({ scenario }) => peerCount(scenario))));

  return {
    drawn,
    mostPeers,
    presentKeys,
    chosen,
    /** Lays an earlier run over the others, or takes it away. */
    lay(key: string, isLaid: boolean): void {
      const others = [...chosen.value].filter((one) => one !== key);
      chosen.value = new Set(isLaid ? [...others, key] : others);
    },
  };
}
