import { branch, timedChange } from './changes';
import type { Field, VariantField } from './fieldKinds';
import { content, general, peerGroup, protocol, server } from './fields';
import { unescapeKey } from './keys';

/** The way to a value: names of keys and places in lists. */
export type Path = readonly (string | number)[];

const parts = { content, server, protocol } as const;
const plainName = /^[A-Za-z_$][\w$]*$/;
const step = /\.?([A-Za-z_$][\w$]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As people read it: `peerGroups[2].uploadBitrate`, and `["odd key"]` for what is no plain name. */
export function formatPath(path: Path): string {
  return path
    .map((part, at) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = unescapeKey(part);
      return plainName.test(name) ? `${at ? '.' : ''}${name}` : `[${JSON.stringify(name)}]`;
    })
    .join('');
}

/** The inverse of `formatPath`; null for text that is no path. */
export function parsePath(text: string): Path | null {
  const path: (string | number)[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const found = step.exec(text);
    if (!found) return null;
    const [, name, index, quoted] = found;
    path.push(name ?? (quoted === undefined ? Number(index) : String(JSON.parse(quoted))));
  }
  return path.length > 0 ? path : null;
}

/**
 * The field that stands at a path of a scenario, such as `protocol.regularUnchokes` or `peerGroups[0].arrival.perSecond`.
 * A field of a variant is found whichever variant is chosen; `changes[3]` is itself a variant. Undefined: no field is there.
 */
export function fieldAt(path: Path): Field | undefined {
  const [first, second, ...rest] = path;
  if (typeof first !== 'string') return undefined;
  if (path.length === 1) return ownField(general, first);
  if (first === 'changes') return changeField(path.slice(1));
  if (first === 'branches') return typeof second === 'number' ? (rest[0] === 'changes' ? changeField(rest.slice(1)) : fieldIn(branch, rest)) : undefined;
  if (first === 'peerGroups') return typeof second === 'number' ? fieldIn(peerGroup, rest) : undefined;
  return Object.hasOwn(parts, first) && second !== undefined ? fieldIn(parts[first as keyof typeof parts], [second, ...rest]) : undefined;
}

function fieldIn(fields: Readonly<Record<string, Field>>, path: Path): Field | undefined {
  const [name, inner, ...rest] = path;
  const field = typeof name === 'string' ? ownField(fields, name) : undefined;
  if (inner === undefined || !field) return field;
  if (field.kind !== 'variant' || typeof inner !== 'string' || rest.length > 0) return undefined;
  return fieldOfVariant(field, inner);
}

function fieldOfVariant({ variants }: VariantField, name: string): Field | undefined {
  const owner = Object.values(variants).find((fields) => Object.hasOwn(fields, name));
  return owner?.[name];
}

/** @param path place in the list of changes, then the name of a field */
function changeField([at, name, ...rest]: Path): Field | undefined {
  if (typeof at !== 'number' || rest.length > 0) return undefined;
  if (name === undefined) return timedChange;
  return typeof name === 'string' ? fieldOfVariant(timedChange, name) : undefined;
}

function ownField(fields: Readonly<Record<string, Field>>, name: string): Field | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The value at a path, own keys only; undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const part of path) {
    if (Array.isArray(here) && typeof part === 'number') here = here[part];
    else if (isRecord(here) && Object.hasOwn(here, part)) here = here[part];
    else return undefined;
  }
  return here;
}

/** A copy of `value` with another value at the path; what lies beside the path is shared. Keys keep their places. */
export function withValueAt(value: unknown, path: Path, replacement: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return replacement;
  if (Array.isArray(value)) return value.map((item: unknown, at) => (at === first ? withValueAt(item, rest, replacement) : item));
  return isRecord(value) ? { ...value, [first]: withValueAt(value[first], rest, replacement) } : value;
}
