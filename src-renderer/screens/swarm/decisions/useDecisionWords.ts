import type { TraceHeader } from '@core/trace/index';
import { computed, type ComputedRef } from 'vue';
import { peerName } from '../../../canvas/peerNames';
import { useChartWords } from '../../../composables/useChartWords';
import { useFormat } from '../../../composables/useFormat';
import type { DecisionWords } from './decisionText';

/** What decisions of that run are worded with, in the language in use. */
export function useDecisionWords(header: () => TraceHeader): ComputedRef<DecisionWords> {
  const words = useChartWords();
  const format = useFormat();
  return computed(() => ({ ...words.value, clock: format.value.clock, peer: (peer) => peerName(peer, header(), words.value) }));
}
