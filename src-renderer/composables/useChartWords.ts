import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ChartWords } from '../charts/words';
import { useFormat } from './useFormat';

/** Sentences and numbers of the language in use, for charts and drawings; another object whenever the language changes. */
export function useChartWords(): ComputedRef<ChartWords> {
  const { t, locale } = useI18n();
  const format = useFormat();
  return computed(() => {
    // `t` follows the language by itself; naming it here makes a new object of words, so that charts are made anew.
    void locale.value;
    const { number, duration, clock, bitrate, size, percent } = format.value;
    return { say: (key, values = {}) => t(key, values), number, duration, clock, bitrate, size, percent };
  });
}
