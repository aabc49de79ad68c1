import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Issue } from '@core/base/index';
import { fieldAt, parsePath, type Field, type NumberField, type Path } from '@core/scenario/index';
import { useFormat } from '../../composables/useFormat';

/** What one entry of a list is called. */
const entryNames: ReadonlyMap<string, string> = new Map([['peerGroups', 'peerGroup'], ['changes', 'change'], ['branches', 'branch']]);

/**
 * The words of `peerGroups[2].arrival.untilSeconds` stand under `scenario.peerGroup.arrival.untilSeconds`: all but its first name.
 * A change of a branch is called what any change is.
 */
function wayOf(path: Path): string {
  const names = path.slice(Math.max(0, path.lastIndexOf('changes'))).filter((part) => typeof part === 'string');
  const own = names.map((part) => entryNames.get(part) ?? part);
  return [...(own.length === 1 && own[0] === names[0] ? ['general'] : []), ...own].join('.');
}

const isTyped = ({ code }: Issue): boolean => code.startsWith('quantity.') || code.startsWith('range.');

/** Words for fields, their values and what is wrong with them, in the language in use. */
export function useFieldWords() {
  const { t } = useI18n();
  const format = useFormat();

  /** A number of that field as people read it, with its unit. */
  function numberWords(field: NumberField, value: number | null): string {
    if (value === null) return nullWord(field);
    switch (field.unit) {
      case 'bits':
        return format.value.size(value);
      case 'bitrate':
        return format.value.bitrate(value);
      case 'seconds':
        return format.value.duration(value);
      case 'fraction':
        return format.value.percent(value);
      case 'perSecond':
        return t('scenario.unit.perSecondValue', { n: format.value.number(value, 6) });
      case 'count':
        return format.value.number(value, 6);
    }
  }

  function nullWord(field: NumberField): string {
    return field.nullMeans ? t(`scenario.null.${field.nullMeans}`) : '';
  }

  function choiceWords(way: string, value: unknown): string {
    return t(`scenario.${way}.choice.${String(value)}`);
  }

  function valueWords(path: Path, field: Field, value: unknown): string {
    switch (field.kind) {
      case 'integer':
      case 'number':
        return typeof value === 'number' || value === null ? numberWords(field, value) : String(value);
      case 'text':
        return String(value);
      case 'switch':
        return t(value === true ? 'editor.switch.on' : 'editor.switch.off');
      case 'choice':
        return choiceWords(wayOf(path), value);
      case 'variant':
        return choiceWords(wayOf(path), (value as { readonly kind: string }).kind);
    }
  }

  /** The sentence of an issue: what was found and what is allowed, numbers with the unit of their field. */
  function issueWords(issue: Issue): string {
    const path = parsePath(issue.path);
    const field = path ? fieldAt(path) : undefined;
    const isNumber = field?.kind === 'integer' || field?.kind === 'number';
    const allowed = Object.entries(issue.allowed).map(([name, value]) => [name, typeof value !== 'number' ? value : isNumber ? numberWords(field, value) : format.value.number(value)]);
    const values = { found: issue.found, ...Object.fromEntries(allowed) };
    // What was typed is told in the words of a form, what stands in a file in the words of a file.
    if (isNumber && isTyped(issue)) return t(`editor.${issue.code}`, { ...values, null: nullWord(field), example: t(`editor.example.${field.unit}`) });
    return t(`scenario.issue.${issue.code}`, values);
  }

  return computed(() => ({
    label: (path: Path): string => t(`scenario.${wayOf(path)}.label`),
    help: (path: Path): string => t(`scenario.${wayOf(path)}.help`),
    choice: (path: Path, value: string): string => choiceWords(wayOf(path), value),
    /** The word for null of that field, such as "unlimited". */
    nullWord,
    numberWords,
    valueWords,
    issueWords,
  }));
}
