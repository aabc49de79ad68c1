/**
 * The kinds of field that a scenario is made of. A field is defined once, in `fields.ts`; its type, default, validation,
 * form control, sweep choice and row in `docs/scenario-format.md` all follow from that definition.
 */

/** Base unit of a number: what stands in the file. `perSecond` is a number of events per second. */
export type Unit = 'bits' | 'bitrate' | 'seconds' | 'fraction' | 'count' | 'perSecond';

/** What `null` says in a field that may be null; worded under `scenario.null.<meaning>`. */
export type NullMeaning = 'unlimited' | 'stays' | 'byRate' | 'never';

/** Which ends of the range are themselves not allowed. */
export type OpenEnds = 'neither' | 'min' | 'both';

export interface NumberField<T extends number | null = number | null> {
  /** `integer`: whole numbers only. */
  readonly kind: 'integer' | 'number';
  readonly default: T;
  readonly min: number;
  readonly max: number;
  readonly open: OpenEnds;
  readonly unit: Unit;
  /** What null means, where it is allowed. */
  readonly nullMeans: NullMeaning | undefined;
  /** A file must say it; the default serves new scenarios only. */
  readonly required: boolean;
  /** Rows of the table of statements in the mission that it belongs to, such as `M17`. */
  readonly notes: string;
}

export interface TextField {
  readonly kind: 'text';
  readonly default: string;
  /** In UTF-16 units. */
  readonly maxLength: number;
  /** Several lines, as in notes. */
  readonly multiline: boolean;
  readonly notes: string;
}

export interface ChoiceField<V extends string = string> {
  readonly kind: 'choice';
  readonly default: V;
  readonly choices: readonly V[];
  readonly notes: string;
}

export interface SwitchField {
  readonly kind: 'switch';
  readonly default: boolean;
  readonly notes: string;
}

/** One of several shapes, told apart by the key `kind` in the file. */
export interface VariantField<V extends Readonly<Record<string, FieldGroup>> = Readonly<Record<string, FieldGroup>>> {
  readonly kind: 'variant';
  /** The variant a scenario has where the file says nothing; with the defaults of its own fields. */
  readonly default: string;
  readonly variants: V;
  readonly notes: string;
}

/** A field that holds one value. */
export type SimpleField = NumberField | TextField | ChoiceField | SwitchField;
/** Fields by name, in the order in which a file and a form show them. The fields of a variant are simple ones. */
export type FieldGroup = Readonly<Record<string, SimpleField>>;
export type Field = SimpleField | VariantField;

/** The type of the value that a field describes. */
export type FieldValue<F> = F extends NumberField<infer T>
  ? T
  : F extends TextField
    ? string
    : F extends ChoiceField<infer V>
      ? V
      : F extends SwitchField
        ? boolean
        : F extends VariantField<infer V>
          ? { readonly [K in keyof V & string]: { readonly kind: K } & FieldValues<V[K]> }[keyof V & string]
          : never;

/** The type of an object with a value for each field of a group. */
export type FieldValues<G> = { readonly [K in keyof G]: FieldValue<G[K]> };

interface NumberSpec {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit: Unit;
  readonly open?: OpenEnds;
  readonly required?: true;
  readonly notes: string;
}
type NullableSpec = Omit<NumberSpec, 'default'> & { readonly default: number | null; readonly nullMeans: NullMeaning };

function numberField(kind: 'integer' | 'number', spec: NumberSpec | NullableSpec): NumberField {
  return { kind, open: 'neither', nullMeans: undefined, ...spec, required: spec.required ?? false };
}

/** A whole number. */
export function integer(spec: NumberSpec): NumberField<number> {
  return { ...numberField('integer', spec), default: spec.default };
}

/** A whole number or null. */
export function integerOrNull(spec: NullableSpec): NumberField<number | null> {
  return numberField('integer', spec);
}

/** Any finite number. */
export function number(spec: NumberSpec): NumberField<number> {
  return { ...numberField('number', spec), default: spec.default };
}

/** Any finite number, or null. */
export function numberOrNull(spec: NullableSpec): NumberField<number | null> {
  return numberField('number', spec);
}

export function text(spec: Omit<TextField, 'kind'>): TextField {
  return { kind: 'text', ...spec };
}

export function choice<const V extends string>(spec: Omit<ChoiceField<V>, 'kind'>): ChoiceField<V> {
  return { kind: 'choice', ...spec };
}

/** Yes or no. */
export function onOff(spec: Omit<SwitchField, 'kind'>): SwitchField {
  return { kind: 'switch', ...spec };
}

export function variant<const V extends Readonly<Record<string, FieldGroup>>>(
  spec: { readonly default: keyof V & string; readonly variants: V; readonly notes: string },
): VariantField<V> {
  return { kind: 'variant', ...spec };
}

/** Names a group of fields; the type keeps each field's own. */
export function group<const G extends Readonly<Record<string, Field>>>(fields: G): G {
  return fields;
}

/** A value for each field of a group, the default one. */
export function defaultsOf<G extends Readonly<Record<string, Field>>>(fields: G): FieldValues<G> {
  const entries = Object.entries(fields).map(([name, field]) => [name, defaultOf(field)]);
  // Entry by entry it is FieldValues<G>; the type of `fromEntries` cannot say so.
  return Object.fromEntries(entries) as FieldValues<G>;
}

function defaultOf(field: Field): unknown {
  return field.kind === 'variant' ? variantDefaults(field, field.default) : field.default;
}

/** The value of a variant field when that variant is chosen: its `kind` and the defaults of its fields. */
export function variantDefaults(field: VariantField, kind: string): Readonly<Record<string, unknown>> {
  return { kind, ...defaultsOf(field.variants[kind] ?? {}) };
}
