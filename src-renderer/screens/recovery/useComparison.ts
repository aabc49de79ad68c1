import { parseScenarioText, parseUnfinishedText } from '@core/scenario/index';
import { shallowRef } from 'vue';
import { useText } from '../../composables/useText';
import { useEditWords } from '../editor/useEditWords';
import { differences, SHOWN_AT_MOST } from './differences';

export interface Comparison {
  readonly id: string;
  readonly sentence: string;
  readonly lines: readonly string[];
}

/** What differs between recovered work and its file, in the words of the edit history. */
export function useComparison() {
  const { t } = useText();
  const editWords = useEditWords();
  const comparison = shallowRef<Comparison | null>(null);

  function wordsOf(text: string, fileText: string | null): Omit<Comparison, 'id'> {
    const work = parseUnfinishedText(text);
    const file = fileText === null ? null : parseScenarioText(fileText);
    if (!work.ok) return { sentence: t('recovery.compare.unreadable'), lines: [] };
    if (!file?.ok) return { sentence: t('recovery.compare.noFile'), lines: [] };
    const lines = editWords.value.steps(differences(file.value, work.value)).slice(1);
    if (lines.length === 0) return { sentence: t('recovery.compare.same'), lines };
    const more = lines.length - SHOWN_AT_MOST;
    const shown = more > 0 ? [...lines.slice(0, SHOWN_AT_MOST), t('recovery.compare.more', { n: more }, more)] : lines;
    return { sentence: t('recovery.compare.different', { n: lines.length }, lines.length), lines: shown };
  }

  /** Shows the comparison of that work, or puts it away. */
  async function toggle(id: string): Promise<void> {
    if (comparison.value?.id === id) return void (comparison.value = null);
    const compared = await window.lab.compareRecovered(id);
    comparison.value = compared && { id, ...wordsOf(compared.text, compared.fileText) };
  }

  return { comparison, toggle };
}
