import { formOf, formsWhere, type RowFilter } from '@core/replay/index';
import { refDebounced } from '@vueuse/core';
import { computed, ref, shallowRef, type ComputedRef } from 'vue';
import type { DecisionWords } from '../decisions/decisionText';
import { eventGroupNames, groupOf, type EventGroup } from './eventGroups';
import { createWordIndex, searchFilter } from './eventSearch';

/** Whoever types is not interrupted by a list that changes with every letter. */
const REST_MS = 120;

/** Which events are listed: by group, by peer, by piece, and by what is written into the search. */
export function useEventFilter(words: ComputedRef<DecisionWords>) {
  /** Empty: all groups. */
  const groups = shallowRef<ReadonlySet<EventGroup>>(new Set());
  const peer = ref<number | null>(null);
  const piece = ref<number | null>(null);
  const text = ref('');
  const restingText = refDebounced(text, REST_MS);
  const index = computed(() => createWordIndex(words.value));

  const filter = computed<RowFilter>(() => {
    const search = searchFilter(restingText.value, index.value, words.value);
    const { forms } = search;
    const chosen = groups.value;
    return {
      ...search,
      peers: peer.value === null ? search.peers : [...search.peers, peer.value],
      piece: piece.value,
      forms: chosen.size === 0 ? forms : formsWhere(({ kind, value }) => chosen.has(groupOf(kind)) && (forms === null || forms[formOf(kind, value)] === 1)),
    };
  });

  return {
    groups,
    peer,
    piece,
    text,
    filter,
    isAny: computed(() => groups.value.size > 0 || peer.value !== null || piece.value !== null || text.value !== ''),
    /** Lists a group too, or no longer; with all of them chosen there is nothing to choose. */
    toggle(group: EventGroup): void {
      const next = new Set(groups.value);
      if (!next.delete(group)) next.add(group);
      groups.value = next.size === eventGroupNames.length ? new Set() : next;
    },
    clear(): void {
      groups.value = new Set();
      peer.value = piece.value = null;
      text.value = '';
    },
  };
}
