import { z } from 'zod';
import { branch, timedChange } from './changes';
import { variantDefaults, type Field, type NumberField, type VariantField } from './fieldKinds';
import { content, general, peerGroup, protocol, server } from './fields';
import { isRecord } from './paths';
import { SCENARIO_FORMAT, SCENARIO_VERSION } from './scenario';

// Before the first schema: zod's fast path makes functions from text, which the window's content policy refuses.
z.config({ jitless: true });

/** The shape of a scenario file, built from `fields.ts`. Strict about types, lenient about unknown keys, which it keeps. */
export const scenarioSchema = z.looseObject({
  format: z.literal(SCENARIO_FORMAT),
  version: z.literal(SCENARIO_VERSION),
  ...shapeOf(general),
  content: objectOf(content),
  server: objectOf(server),
  peerGroups: z.array(objectOf(peerGroup)),
  protocol: objectOf(protocol).prefault({}),
  changes: changesSchema(),
  branches: z.array(z.looseObject({ ...shapeOf(branch), changes: changesSchema() })).default([]),
  keptRuns: z.array(z.unknown()).default([]),
});

function objectOf(fields: Readonly<Record<string, Field>>): z.ZodObject {
  return z.looseObject(shapeOf(fields));
}

function shapeOf(fields: Readonly<Record<string, Field>>): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)]));
}

function schemaOf(field: Field): z.ZodType {
  switch (field.kind) {
    case 'integer':
    case 'number':
      return field.required ? numberSchema(field) : numberSchema(field).default(field.default);
    case 'text':
      return z.string().max(field.maxLength).default(field.default);
    case 'choice':
      return z.enum([...field.choices]).default(field.default);
    case 'switch':
      return z.boolean().default(field.default);
    case 'variant':
      return variantSchema(field);
  }
}

function numberSchema({ kind, min, max, open, nullMeans }: NumberField): z.ZodType<number | null> {
  const any = kind === 'integer' ? z.int() : z.number();
  const above = open === 'neither' ? any.min(min) : any.gt(min);
  const within = open === 'both' ? above.lt(max) : above.max(max);
  // Minus zero would be told apart from zero by a digest.
  const plain = within.overwrite((value) => value + 0);
  return nullMeans ? plain.nullable() : plain;
}

/** A change must say its kind: one taken for another would be a different run. */
function changesSchema(): z.ZodType {
  return z.array(unionOf(timedChange)).default([]);
}

function unionOf(field: VariantField): z.ZodType {
  const [first, ...others] = Object.entries(field.variants).map(([kind, fields]) => z.looseObject({ kind: z.literal(kind), ...shapeOf(fields) }));
  if (!first) throw new RangeError('A variant field needs a variant');
  return z.discriminatedUnion('kind', [first, ...others]);
}

/** The key `kind` has a default too: that of the field. */
function variantSchema(field: VariantField): z.ZodType {
  const withKind = (value: unknown): unknown => (isRecord(value) && !Object.hasOwn(value, 'kind') ? { kind: field.default, ...value } : value);
  return z.preprocess(withKind, unionOf(field)).prefault(variantDefaults(field, field.default));
}
