import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { fieldAt, formatPath } from '@core/scenario/index';
import { useFormat } from '../../composables/useFormat';
import { useFieldWords } from '../../parts/form/useFieldWords';
import { useDocument } from '../../stores/document';
import { fixOf, type Fix } from './fixes';
import { useEditWords } from './useEditWords';

/** What keeps the document from running: each issue with the name of its field, its sentence, and its fix where there is one. */
export function useProblems() {
  const { t } = useI18n();
  const format = useFormat();
  const document = useDocument();
  const words = useFieldWords();
  const editWords = useEditWords();

  function fixWords(fix: Fix | null): string {
    switch (fix?.kind) {
      case undefined:
        return '';
      case 'addGroup':
        return t('editor.fix.addGroup');
      case 'fewerPeers':
        return t('editor.fix.fewerPeers', { n: format.value.number(fix.peers) });
      case 'set':
      case 'putBack': {
        const field = fieldAt(fix.path);
        return t(`editor.fix.${fix.kind}`, { value: field ? words.value.valueWords(fix.path, field, fix.value) : formatPath(fix.path) });
      }
    }
  }

  return computed(() =>
    document.issues.map((issue) => {
      const fix = fixOf(issue, document.scenario, document.drafts);
      return {
        key: `${issue.code} ${issue.path}`,
        issue,
        fix,
        field: issue.path === '' || issue.path === 'peerGroups' ? t('editor.groups.heading') : editWords.value.fieldName(issue.path, document.scenario),
        message: words.value.issueWords(issue),
        fixWords: fixWords(fix),
      };
    }),
  );
}
