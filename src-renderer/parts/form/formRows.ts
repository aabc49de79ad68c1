import { variantDefaults, type Field, type FieldGroup, type Path, type SimpleField, type VariantField } from '@core/scenario/index';

/** One line of a form. The fields of a chosen variant are lines of their own below it. */
export interface FormRow {
  readonly path: Path;
  readonly field: Field;
  readonly value: unknown;
  /** It belongs to the variant chosen in a line above. */
  readonly isInner: boolean;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * The lines of a form for a group of fields.
 * @param names the fields that are wanted, in this order
 */
export function formRows(fields: Readonly<Record<string, Field>>, names: readonly string[], path: Path, values: Values): FormRow[] {
  return names.flatMap((name) => {
    const field = fields[name];
    if (!field) return [];
    const row: FormRow = { path: [...path, name], field, value: values[name], isInner: false };
    return field.kind === 'variant' ? [row, ...innerRows(field, row)] : [row];
  });
}

function innerRows(field: VariantField, { path, value }: FormRow): FormRow[] {
  const chosen = value as Values;
  const inner: FieldGroup = field.variants[String(chosen['kind'])] ?? {};
  return Object.entries(inner).map(([name, one]) => ({ path: [...path, name], field: one, value: chosen[name], isInner: true }));
}

/** The kinds or choices of a field that has some. */
export function optionsOf(field: Field): readonly string[] {
  if (field.kind === 'variant') return Object.keys(field.variants);
  return field.kind === 'choice' ? field.choices : [];
}

/** Which option a field has now. */
export function optionOf({ field, value }: Pick<FormRow, 'field' | 'value'>): string {
  return String(field.kind === 'variant' ? (value as Values)['kind'] : value);
}

/** The value that a field has when that option is chosen: a variant comes with the defaults of its fields. */
export function valueOfOption(field: Field, option: string): unknown {
  return field.kind === 'variant' ? variantDefaults(field, option) : option;
}

/** The value to go back to; undefined where none is offered, because every scenario says it for itself. */
export function resetValue(field: Field): unknown {
  if (field.kind === 'text' || isRequired(field)) return undefined;
  return field.kind === 'variant' ? variantDefaults(field, field.default) : field.default;
}

const isRequired = (field: SimpleField | VariantField): boolean => (field.kind === 'integer' || field.kind === 'number') && field.required;

/** Whether a field has the value that `resetValue` gives; of a variant the chosen kind counts, its fields stand for themselves. */
export function isAtDefault({ field, value }: Pick<FormRow, 'field' | 'value'>): boolean {
  return field.kind === 'variant' ? optionOf({ field, value }) === field.default : value === field.default;
}
