import { computed, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { expandPeers, peerCount, peerIndex, type PeerRange } from '@core/scenario/index';
import { useNotices } from '../../../composables/useNotices';
import { useDocument } from '../../../stores/document';
import { columns, type Column, type PeerChange } from './columns';
import { tableText } from './pastedTable';
import { peerChoiceText, readPeerChoice } from './peerChoice';
import { usePeerEdits } from './usePeerEdits';
import { usePeerWords } from './usePeerWords';
import { useVocabulary } from './useVocabulary';

/** A text that is about to become peers, and the cell on which it was pasted (null: on none). */
export interface Pasting {
  readonly text: string;
  readonly place: { readonly peer: number; readonly column: Column | null } | null;
}

export type PeerTableState = ReturnType<typeof usePeerTable>;

/** The table of all peers: which are chosen, and what is done with them. */
export function usePeerTable() {
  const { t } = useI18n();
  const document = useDocument();
  const edits = usePeerEdits();
  const words = useVocabulary();
  const peerWords = usePeerWords();
  const { notify } = useNotices();

  /** Which peers are chosen, as text: rows that are chosen say it too. */
  const which = ref('');
  const pasting = shallowRef<Pasting | null>(null);
  /** What was done last; until other peers are chosen. */
  const done = ref('');
  const groups = computed(() => document.scenario.peerGroups);
  const peers = computed(() => peerCount(document.scenario));
  const choice = computed(() => readPeerChoice(which.value, groups.value));
  const chosen = computed(() => (choice.value.ok ? choice.value.ranges : []));
  const chosenCount = computed(() => (choice.value.ok ? choice.value.count : 0));
  const counted = computed(() => done.value || (chosenCount.value > 0 ? t('peers.chosen', { n: chosenCount.value }, chosenCount.value) : t('peers.count', { n: peers.value }, peers.value)));
  watch(which, () => (done.value = ''));

  return {
    groups, words, which, pasting, peers, choice, chosen, counted,
    choose: (ranges: readonly PeerRange[]): void => void (which.value = peerChoiceText(ranges)),
    set: edits.set,
    add: edits.add,
    /** Gives all that are chosen the same values. */
    apply(values: Partial<Record<Column, unknown>>): void {
      edits.set(chosen.value, values);
      done.value = t('peers.bulk.done', { n: chosenCount.value }, chosenCount.value);
    },
    remove(ranges: readonly PeerRange[]): void {
      which.value = '';
      edits.remove(ranges);
    },
    take(from: number, changes: readonly PeerChange[], keepsRest: boolean): void {
      pasting.value = null;
      which.value = '';
      edits.write(from, changes, keepsRest);
    },
    /** Copies the chosen peers, or all. */
    async copy(): Promise<void> {
      const index = peerIndex(groups.value);
      const some = chosen.value.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => index.peer(first + at)));
      const copied = some.length > 0 ? some : expandPeers(groups.value);
      await window.lab.copyText(tableText(copied, columns.map(peerWords.value.heading), words.value));
      notify('info', t('peers.copied', { n: copied.length }, copied.length));
    },
  };
}
