import { uploadedSeries } from '@core/replay/index';
import { peerCount } from '@core/scenario/index';
import { computed, ref } from 'vue';
import { capacityChart } from '../../charts/capacityChart';
import { completionChart } from '../../charts/completion';
import { distributionOf } from '../../charts/distributionOf';
import type { ChartSpec } from '../../charts/spec';
import { volumeChart } from '../../charts/volume';
import { useChartWords } from '../../composables/useChartWords';
import { useDocument } from '../../stores/document';
import { familyOf } from '../../stores/family';
import { runArchitectures } from '../../stores/runRecord';
import { useRuns } from '../../stores/runs';
import { useSignature } from './signature/useSignature';
import { useCompletionRuns } from './useCompletionRuns';

export const compareCharts = ['distribution', 'signature', 'completion', 'volume', 'capacity'] as const;
export type CompareChart = (typeof compareCharts)[number];

/** More than the pixels that a line is drawn on. */
const POINTS = 800;

/** The charts of the Compare screen and which of them is shown. */
export function useCompareCharts() {
  const document = useDocument();
  const runs = useRuns();
  const words = useChartWords();
  const shown = ref<CompareChart>('distribution');
  const scale = ref<'linear' | 'log'>('linear');

  const family = computed(() => familyOf(document.scenario));
  /** Runs that lie on this scenario's curve: it may have had another number of peers then, nothing else. */
  const related = computed(() => runs.earlier.filter((run) => run.family === family.value));
  /** The runs of the scenario as it stands. A replay is not reactive; its record is replaced whenever more of it arrives. */
  const present = computed(() =>
    runArchitectures.flatMap((architecture) => {
      const record = runs.current[architecture];
      return record?.replay ? [{ architecture, replay: record.replay }] : [];
    }));
  const completionRuns = useCompletionRuns();

  const distribution = computed(() => {
    const points = related.value.flatMap(({ architecture, peers, makespanSeconds, scenarioHash, randomSeed }) =>
      makespanSeconds === null ? [] : [{ architecture, peers, makespanSeconds, stamp: { scenarioHash, seed: randomSeed } }]);
    return distributionOf(document.scenario, points, scale.value, words.value);
  });
  const completion = computed(() =>
    completionChart(completionRuns.drawn.value, Math.max(peerCount(document.scenario), completionRuns.mostPeers.value), words.value));
  const volume = computed(() => volumeChart(present.value.map(({ architecture, replay }) => ({ architecture, ...uploadedSeries(replay, POINTS) })), words.value));
  /** One run only, for areas of two cannot share a chart: the swarm's once there is one. */
  const capacity = computed(() => {
    const record = [runs.current['peer-to-peer'], runs.current['client-server']].find((one) => one?.result);
    return capacityChart(record?.result ?? null, words.value);
  });

  const { distribution: signature } = useSignature();

  const spec = computed<ChartSpec>(() => ({ distribution, signature, completion, volume, capacity })[shown.value].value);
  return { shown, scale, related, spec, completionRuns };
}
