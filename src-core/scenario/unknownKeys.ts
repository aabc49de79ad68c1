import type { Issue } from '../base/index';
import type { Field } from './fieldKinds';
import { content, general, peerGroup, protocol, server } from './fields';
import { issue } from './issues';
import { isRecord, valueAt, type Path } from './paths';

/** So many unknown keys are named one by one; the rest are counted. */
const NAMED_WARNINGS = 20;
/** `view` is how the window stood when the document was saved: the window's own, and no run reads it. */
const topLevel = new Set(['format', 'version', 'content', 'server', 'peerGroups', 'protocol', 'view', ...Object.keys(general)]);

/** A warning for each key of a file that this version does not know. They are kept; nothing reads them. */
export function unknownKeyWarnings(file: unknown): Issue[] {
  const groups = valueAt(file, ['peerGroups']);
  const paths = [
    ...Object.entries({ content, server, protocol }).flatMap(([name, fields]) => unknownInGroup(valueAt(file, [name]), fields, [name])),
    ...(Array.isArray(groups) ? groups.flatMap((one: unknown, at) => unknownInGroup(one, peerGroup, ['peerGroups', at])) : []),
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
    const kind = typeof chosen.kind === 'string' ? chosen.kind : field.default;
    return unknownIn(chosen, new Set(['kind', ...Object.keys(field.variants[kind] ?? {})]), [...at, name]);
  });
  return [...unknownIn(value, new Set(Object.keys(fields)), at), ...inside];
}

function unknownIn(value: unknown, known: ReadonlySet<string>, at: Path): Path[] {
  return isRecord(value) ? Object.keys(value).filter((key) => !known.has(key)).map((key) => [...at, key]) : [];
}
