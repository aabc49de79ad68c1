import type { Scenario } from '@core/scenario/index';
import { computed, ref } from 'vue';
import { distributionOf } from '../../charts/distributionOf';
import { useChartWords } from '../../composables/useChartWords';

/** The textbook's figure for a scenario: both bounds against N, on linear or logarithmic axes, with a mark at its own N. */
export function useBoundsChart(scenario: () => Scenario) {
  const words = useChartWords();
  const scale = ref<'linear' | 'log'>('linear');
  const spec = computed(() => distributionOf(scenario(), [], scale.value, words.value));
  return { scale, spec };
}
