import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Bound } from '@core/theory/index';
import { useFormat } from '../../composables/useFormat';
import { boundSentence, type BoundOf } from './boundSentence';

/** A time must not break between its number and its unit. */
const unbroken = (time: string): string => time.replaceAll(' ', '\u00a0');

/** A bound in words: its figure, and one sentence about what decides it. */
export function useBoundWords() {
  const { t } = useI18n();
  const format = useFormat();

  /** Which term decides, or why it can never be done. */
  function sentence(bound: Bound, of: BoundOf): string {
    const said = boundSentence(bound);
    switch (said.kind) {
      case 'nobody':
        return t('theory.term.none');
      case 'never':
        return t(`theory.reason.${said.reason}`);
      case 'tie':
        return t('theory.term.tie', { terms: said.terms.map((term) => t(`theory.term.name.${term}`)).join(', ') });
      case 'binds':
        return t(`theory.term.${of}.${said.term}`);
    }
  }

  /** By how much it decides: what the next term alone would take. Empty where there is nothing to compare. */
  function margin(bound: Bound): string {
    const said = boundSentence(bound);
    if (said.kind !== 'binds') return '';
    const next = t(`theory.term.name.${said.next}`);
    return said.nextSeconds === 0 ? t('bounds.margin.free', { next }) : t('bounds.margin.next', { next, time: unbroken(format.value.duration(said.nextSeconds)) });
  }

  return computed(() => ({
    figure: (bound: Bound): string => (bound.seconds === null ? t('bounds.never') : unbroken(format.value.duration(bound.seconds))),
    sentence,
    margin,
  }));
}
