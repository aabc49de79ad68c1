import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { fieldAt, parsePath, peerIndex, valueAt, type Scenario } from '@core/scenario/index';
import { useFieldWords } from '../../parts/form/useFieldWords';
import type { HistoryEntry } from '../../stores/editHistory';
import { columns } from './peers/columns';
import { usePeerWords } from './peers/usePeerWords';

/** Words for the steps of the undo history: "students: Upload rate: 300 kbit/s → 700 kbit/s". */
export function useEditWords() {
  const { t, te } = useI18n();
  const words = useFieldWords();
  const peerWords = usePeerWords();

  /** The field at a path, with its group where there are several. */
  function fieldName(path: string, scenario: Scenario): string {
    const way = parsePath(path);
    if (!way || !fieldAt(way)) return path;
    const field = words.value.label(way);
    const group = typeof way[1] === 'number' ? scenario.peerGroups[way[1]]?.name : undefined;
    return group === undefined ? field : t('document.edit.ofGroup', { group, field });
  }

  /** "Peers 5-20: Upload 2 Mbit/s", as those peers are after the step. */
  function peersChanged({ label: { values = {} }, value }: HistoryEntry<Scenario>): string {
    const index = peerIndex(value.peerGroups);
    const some = columns.filter((column) => String(values['columns']).split(',').includes(column));
    const first = Math.min(Number.parseInt(String(values['which']), 10), index.count);
    return t('peers.edit.changed', { ...values, fields: peerWords.value.settings(index.peer(first), some) });
  }

  function stepName(entry: HistoryEntry<Scenario>, before: Scenario | undefined): string {
    const { key, values = {} } = entry.label;
    if (key === 'peers.edit.changed') return peersChanged(entry);
    const path = String(values['path'] ?? '');
    const way = parsePath(path);
    const field = way ? fieldAt(way) : undefined;
    if (!way || !field) return te(key) || te(key, 'en') ? t(key, { ...values }) : t('document.edit.unnamed');
    const name = fieldName(path, entry.value);
    if (field.kind === 'text') return t('document.edit.text', { field: name });
    const to = words.value.valueWords(way, field, valueAt(entry.value, way));
    const from = before && valueAt(before, way);
    return from === undefined ? t('document.edit.field', { field: name, to }) : t('document.edit.fieldFromTo', { field: name, from: words.value.valueWords(way, field, from), to });
  }

  return computed(() => ({
    fieldName,
    /** All steps of a history, in order. */
    steps: (history: readonly HistoryEntry<Scenario>[]): string[] => history.map((entry, at) => stepName(entry, history[at - 1]?.value)),
  }));
}
