import { computed } from 'vue';
import { createFormat } from './format';
import { useText } from './useText';

/** Numbers, times, rates and sizes as the language in use writes them; a computed value, so that templates follow the language. */
export function useFormat() {
  const { t, locale } = useText();
  return computed(() => createFormat(locale.value, t));
}
