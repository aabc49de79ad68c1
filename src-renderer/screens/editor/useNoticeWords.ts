import { useI18n } from 'vue-i18n';
import type { Issue } from '@core/base/index';
import { useFieldWords } from '../../parts/form/useFieldWords';
import type { DocumentNotice } from '../../stores/document';

/** A list longer than this ends with how many more there are. */
const LINES_SHOWN = 8;

/** Words what went wrong with a file: a sentence, and a line for each field: the file, the field, what was found, what is allowed. */
export function useNoticeWords() {
  const { t, te } = useI18n();
  const fieldWords = useFieldWords();

  function lineOf(file: string, issue: Issue): string {
    const message = fieldWords.value.issueWords(issue);
    return issue.path === '' ? t('document.notice.lineWhole', { file, message }) : t('document.notice.line', { file, field: issue.path, message });
  }

  return (notice: DocumentNotice): { readonly text: string; readonly lines: readonly string[] } => {
    const { name } = notice;
    if (notice.kind === 'restored') return { text: t('document.notice.restored', { name }), lines: [] };
    if (notice.kind === 'failed' || notice.kind === 'notSaved') {
      const { code, detail } = notice.problem;
      const known = te(`problem.${code}.message`) || te(`problem.${code}.message`, 'en') ? code : 'unexpected';
      return { text: t(`problem.${known}.message`, { detail }), lines: [t(`problem.${known}.remedy`)] };
    }
    const lines = notice.issues.slice(0, LINES_SHOWN).map((issue) => lineOf(name, issue));
    const more = notice.issues.length - lines.length;
    return { text: t(`document.notice.${notice.kind}`, { name }), lines: more > 0 ? [...lines, t('document.notice.more', { n: more }, more)] : lines };
  };
}
