import type { Issue } from '../base/index';
import { branch, timedChange } from './changes';
import type { Field, VariantField } from './fieldKinds';
import { content, general, peerGroup, protocol, server } from './fields';
import { issue } from './issues';
import { isRecord, valueAt, type Path } from './paths';

/** So many unknown keys are named one by one; the rest are counted. */
const NAMED_WARNINGS = 20;
/** `view` is how the window stood when the document was saved: the window's own, and no run reads it. */
const topLevel = new Set(['format', 'version', 'content', 'server', 'peerGroups', 'protocol', 'changes', 'branches', 'keptRuns', 'view', ...Object.keys(general)]);
const branchKeys = new Set([...Object.keys(branch), 'changes']);

/** A warning for each key of a file that this version does not know. They are kept; nothing reads them. */
export function unknownKeyWarnings(file: unknown): Issue[] {
  const paths = [
    ...Object.entries({ content, server, protocol }).flatMap(([name, fields]) => unknownInGroup(valueAt(file, [name]), fields, [name])),
    ...listAt(file, ['peerGroups']).flatMap((one, at) => unknownInGroup(one, peerGroup, ['peerGroups', at])),
    ...unknownInChanges(file, []),
    ...listAt(file, ['branches']).flatMap((one, at) => [
      ...unknownIn(one, branchKeys, ['branches', at]),
      ...unknownInChanges(one, ['branches', at]),
    ]),
    ...unknownIn(file, topLevel, []),
  ];
  const named = paths.slice(0, NAMED_WARNINGS).map((path) => issue('unknownKey', path, valueAt(file, path)));
  const rest = paths.length - named.length;
  return rest > 0 ? [...named, issue('unknownKeys', [], undefined, { n: rest })] : named;
}

function unknownInGroup(value: unknown, fields: Readonly<Record<string, Field>>, at: Path): Path[] {
  if (!isRecord(value)) return [];
  const inside = Object.entries(fields).flatMap(([name, field]) => {
    const chosen = valueAt(value, [name]);
    if (field.kind !== 'variant' || !isRecord(chosen)) return [];
    return unknownInVariant(chosen, field, [...at, name]);
  });
  return [...unknownIn(value, new Set(Object.keys(fields)), at), ...inside];
}

function unknownInVariant(chosen: unknown, field: VariantField, at: Path): Path[] {
  const written = valueAt(chosen, ['kind']);
  const kind = typeof written === 'string' ? written : field.default;
  return unknownIn(chosen, new Set(['kind', ...Object.keys(field.variants[kind] ?? {})]), at);
}

/** @param value the file, or a branch */
function unknownInChanges(value: unknown, at: Path): Path[] {
  return listAt(value, ['changes']).flatMap((one, place) => unknownInVariant(one, timedChange, [...at, 'changes', place]));
}

function listAt(value: unknown, path: Path): readonly unknown[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list : [];
}

function unknownIn(value: unknown, known: ReadonlySet<string>, at: Path): Path[] {
  return isRecord(value) ? Object.keys(value).filter((key) => !known.has(key)).map((key) => [...at, key]) : [];
}
