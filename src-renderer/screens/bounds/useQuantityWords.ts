import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFormat } from '../../composables/useFormat';
import type { QuantityWords } from './formula';

/** Numbers of a worked derivation: seconds stay seconds there, so that one can follow with a calculator. */
export function useQuantityWords() {
  const { t } = useI18n();
  const format = useFormat();

  const exact: QuantityWords = ({ value, quantity }) => {
    if (value === null) return '∞';
    switch (quantity) {
      case 'seconds':
        return t('bounds.seconds', { n: format.value.number(value) });
      case 'bits':
        return format.value.size(value);
      case 'bitrate':
        return format.value.bitrate(value);
      default:
        return format.value.number(value, 3);
    }
  };

  return computed(() => ({
    exact: (part: Parameters<QuantityWords>[0]): string => exact(part),
    /** The same time as people say it; empty where that would say nothing new. */
    readable: (seconds: number | null): string => (seconds === null || seconds < 60 ? '' : t('bounds.readable', { time: format.value.duration(seconds) })),
  }));
}
