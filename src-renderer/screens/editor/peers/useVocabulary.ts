import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { peerGroup } from '@core/scenario/index';
import type { Language } from '@core/messages/index';
import { i18n } from '../../../i18n/index';
import { languages } from '../../../i18n/messages';
import { createVocabulary, type Vocabulary } from './vocabulary';

/** The words of the table of peers, those of that language first. */
export function vocabularyOf(language: string): Vocabulary {
  const inEach = (key: string): string[] => [...languages].sort((a, b) => Number(b === language) - Number(a === language)).map((one: Language) => i18n.global.t(key, {}, { locale: one }));
  return createVocabulary(
    (column, option) => inEach(peerGroup[column].kind === 'switch' ? `editor.switch.${option}` : `scenario.peerGroup.${column}.choice.${option}`),
    (column) => [...inEach(`scenario.peerGroup.${column}.label`), ...inEach(`peers.column.${column}`)],
    [...inEach('scenario.null.unlimited'), 'unlimited'],
  );
}

/** The same in the language in use. */
export function useVocabulary() {
  const { locale } = useI18n();
  return computed(() => vocabularyOf(locale.value));
}
