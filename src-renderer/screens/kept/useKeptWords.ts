import type { RunClaim } from '@core/record/index';
import { peerCount } from '@core/scenario/index';
import { computed } from 'vue';
import { useFormat } from '../../composables/useFormat';
import { useI18n } from 'vue-i18n';
import type { CheckState } from '../../stores/verification';

const [BYTES_IN_KILOBYTE, BYTES_IN_MEGABYTE] = [1_000, 1_000_000];

type Told = Pick<RunClaim, 'architecture' | 'scenario' | 'seed'>;

/** Words for runs that are kept or that a file names. */
export function useKeptWords() {
  const { t } = useI18n();
  const format = useFormat();

  return computed(() => ({
    /** What it is called until somebody says better. */
    name: ({ architecture, scenario, seed }: Told, branch: string | null): string => {
      const values = { what: branch ?? t(`chart.architecture.${architecture}`), n: format.value.number(peerCount(scenario), 0), seed: String(seed) };
      return t('kept.name', values);
    },
    facts: ({ scenario, seed }: Told): string => t('kept.facts', { n: format.value.number(peerCount(scenario), 0), seed: String(seed) }),
    /** Of a text in a file: a character is a byte. */
    size: (characters: number): string => (characters < BYTES_IN_MEGABYTE
      ? t('kept.kilobytes', { n: format.value.number(characters / BYTES_IN_KILOBYTE, 0) })
      : t('kept.megabytes', { n: format.value.number(characters / BYTES_IN_MEGABYTE, 1) })),
    state: (state: CheckState): string => t(`kept.check.${state}`),
  }));
}
