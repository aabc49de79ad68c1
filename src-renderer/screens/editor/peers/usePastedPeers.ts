import { computed, ref, watch, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { columns, type Column, type PeerChange } from './columns';
import { readPastedRows, readPastedTable, type Meaning } from './pastedTable';
import { usePeerWords } from './usePeerWords';
import type { Vocabulary } from './vocabulary';

/** So many problems are told one by one. */
const TOLD = 5;
export const rateUnits = ['bit/s', 'kbit/s', 'Mbit/s'] as const;

/** What a pasted text means, as it stands and as it is corrected: its columns, its rows, and what cannot be used of it. */
export function usePastedPeers(text: Ref<string>, firstColumn: Ref<Column | null>, words: Ref<Vocabulary>) {
  const { t } = useI18n();
  const peerWords = usePeerWords();
  const bareUnit = ref<(typeof rateUnits)[number]>('bit/s');
  /** What the user said that columns are, against what their headings say. */
  const corrected = ref<Readonly<Record<number, Meaning>>>({});
  const table = computed(() => readPastedTable(text.value, words.value, firstColumn.value));
  const meanings = computed(() => table.value.meanings.map((meaning, at): Meaning => corrected.value[at] ?? (at in corrected.value ? null : meaning)));
  const rows = computed(() => readPastedRows(table.value, meanings.value, bareUnit.value, words.value));
  watch(() => table.value.heading?.join('\t') ?? String(table.value.width), () => (corrected.value = {}));

  const meaningWords = (meaning: Meaning): string => (meaning === null ? t('peers.pasted.unused') : meaning === 'count' ? t('peers.pasted.howMany') : peerWords.value.heading(meaning));
  const problems = computed(() =>
    rows.value.flatMap(({ cells }, row) =>
      cells.flatMap(({ issue }, at) => (issue ? [t('peers.pasted.problem', { row: row + 1, column: meaningWords(meanings.value[at] ?? null), message: peerWords.value.problem(issue) })] : [])),
    ),
  );
  const changes = computed<PeerChange[]>(() => rows.value.flatMap(({ change, count }) => Array.from({ length: count }, () => change)));

  return {
    table, meanings, rows, bareUnit, problems, changes,
    told: computed(() => problems.value.slice(0, TOLD)),
    untold: computed(() => Math.max(0, problems.value.length - TOLD)),
    choices: computed(() => [null, ...columns, 'count' as const].map((meaning) => ({ meaning, words: meaningWords(meaning) }))),
    isUseless: computed(() => rows.value.length > 0 && meanings.value.every((meaning) => meaning === null || meaning === 'count')),
    /** Says what a column is; what another one was said to be before, that one is no more. */
    correct(at: number, meaning: Meaning): void {
      const taken = meaning === null ? -1 : meanings.value.indexOf(meaning);
      corrected.value = { ...corrected.value, ...(taken >= 0 && taken !== at ? { [taken]: null } : {}), [at]: meaning };
    },
  };
}
