import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Issue } from '@core/base/index';
import { peerGroup, type PeerGroup } from '@core/scenario/index';
import { useFieldWords } from '../../../parts/form/useFieldWords';
import { innerFields, type Column } from './columns';
import type { PeerChoice } from './peerChoice';

const ofCell = new Set(['option', 'optionOrTime', 'empty', 'text', 'parts', 'count']);

/** Words for the settings of single peers and for what is wrong with them, in the language in use. */
export function usePeerWords() {
  const { t } = useI18n();
  const words = useFieldWords();

  /** A cell as it is read: "700 kbit/s", "stays for a time · 10 min". */
  function cellWords(peer: PeerGroup, column: Column): string {
    const field = peerGroup[column];
    const kind = words.value.valueWords(['peerGroups', 0, column], field, peer[column]);
    if (field.kind !== 'variant') return kind;
    const values = peer[column] as Readonly<Record<string, unknown>>;
    const numbers = innerFields(field, String(values['kind'])).map((inner) => words.value.numberWords(inner.field, Number(values[inner.name])));
    if (column !== 'arrival') return [kind, ...numbers].join(' · ');
    // One peer of an even arrival has its own time; of a random one nobody knows it.
    return values['kind'] === 'poisson' ? kind : (numbers[0] ?? kind);
  }

  return computed(() => ({
    heading: (column: Column): string => t(`peers.column.${column}`),
    cellWords,
    problem: (issue: Issue): string => (ofCell.has(issue.code) ? t(`peers.cell.${issue.code}`, { found: issue.found, ...issue.allowed }) : words.value.issueWords(issue)),
    /** What is wrong with a choice of peers; empty: nothing. */
    choiceProblem: (choice: PeerChoice, peers: number): string => (choice.ok ? '' : t(`peers.choice.${choice.problem}`, { found: choice.found, n: peers })),
    /** Settings as a step of the history tells them: "Upload 2 Mbit/s, Strategy free rider". */
    settings: (peer: PeerGroup, some: readonly Column[]): string => some.map((column) => t('peers.edit.field', { field: t(`peers.column.${column}`), value: cellWords(peer, column) })).join(', '),
  }));
}
