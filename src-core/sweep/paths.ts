import type { Issue } from '../base/index';
import { content, fieldAt, formatPath, general, peerGroup, protocol, server, valueAt, withValueAt, type Field, type Path, type Scenario, type VariantField } from '../scenario/index';
import type { SweepValue } from './types';

const SUGGESTIONS = 3;
/** Of a name that is written so far off, nobody can tell what was meant. */
const FARTHEST = 0.5;

/** Why nothing stands at that path of a scenario; null: it can be varied. */
export function pathIssue(scenario: Scenario, path: Path): Issue | null {
  const name = formatPath(path);
  const [part, place] = path;
  const groups = scenario.peerGroups.length;
  if (part === 'peerGroups' && typeof place === 'number' && place >= groups)
    return { code: 'sweepGroup', path: name, found: String(place), allowed: { groups, last: groups - 1 } };
  const field = fieldAt(path);
  const isKnown = chooses(path) !== undefined || (field !== undefined && field.kind !== 'variant');
  if (isKnown) return null;
  const similar = similarPaths(scenario, name);
  return similar.length > 0
    ? { code: 'sweepPathSimilar', path: name, found: name, allowed: { similar: similar.join(', ') } }
    : { code: 'sweepPath', path: name, found: name, allowed: {} };
}

/** A field of a variant that is not the chosen one would be written and never read. */
export function variantIssue(file: unknown, path: Path): Issue | null {
  const owner = variantAt(path.slice(0, -1));
  const key = path.at(-1);
  if (!owner || typeof key !== 'string' || key === 'kind') return null;
  const kindPath = [...path.slice(0, -1), 'kind'];
  const kind = String(valueAt(file, kindPath));
  if (Object.hasOwn(owner.variants[kind] ?? {}, key)) return null;
  const kinds = Object.keys(owner.variants).filter((one) => Object.hasOwn(owner.variants[one] ?? {}, key));
  return { code: 'sweepVariant', path: formatPath(path), found: kind, allowed: { kindPath: formatPath(kindPath), kinds: kinds.join(', ') } };
}

/** The field that a path such as `peerGroups[0].arrival.kind` chooses a variant of. */
export function chooses(path: Path): VariantField | undefined {
  return path.at(-1) === 'kind' ? variantAt(path.slice(0, -1)) : undefined;
}

/** The file with another value there. A variant that is newly chosen starts from its defaults. */
export function withSweepValue(file: unknown, path: Path, value: SweepValue): unknown {
  if (!chooses(path)) return withValueAt(file, path, value);
  return valueAt(file, path) === value ? file : withValueAt(file, path.slice(0, -1), { kind: value });
}

function variantAt(path: Path): VariantField | undefined {
  const field = path.length > 0 ? fieldAt(path) : undefined;
  return field?.kind === 'variant' ? field : undefined;
}

/** Every path that can be varied, as people write them. */
function sweepPaths(scenario: Scenario): string[] {
  const groups = scenario.peerGroups.map((_, at) => pathsIn(peerGroup, ['peerGroups', at]));
  return [...pathsIn(general, []), ...pathsIn(content, ['content']), ...pathsIn(server, ['server']), ...groups.flat(), ...pathsIn(protocol, ['protocol'])];
}

function pathsIn(fields: Readonly<Record<string, Field>>, at: Path): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.kind !== 'variant') return [formatPath([...at, name])];
    const inner = new Set(['kind', ...Object.values(field.variants).flatMap((variant) => Object.keys(variant))]);
    return [...inner].map((key) => formatPath([...at, name, key]));
  });
}

/** The nearest first: by the whole path, or by its end where somebody left out where the field stands. */
function similarPaths(scenario: Scenario, name: string): string[] {
  const written = name.toLowerCase();
  const scored = sweepPaths(scenario).map((path) => ({ path, score: distance(path.toLowerCase(), written) }));
  return scored.filter(({ score }) => score <= FARTHEST).sort((a, b) => a.score - b.score).slice(0, SUGGESTIONS).map(({ path }) => path);
}

function distance(path: string, written: string): number {
  // `onComplete` for `onComplete.kind`, `count` for `peerGroups[0].count`.
  if (path.startsWith(`${written}.`) || path.endsWith(`.${written}`)) return 0;
  const ends = path.split('.');
  const last = written.split('.').at(-1) ?? '';
  const whole = editDistance(path, written) / Math.max(path.length, written.length);
  const end = ends.at(-1) ?? '';
  return Math.min(whole, 0.1 + editDistance(end, last) / Math.max(end.length, last.length));
}

/** Levenshtein's distance: letters to put in, take out or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
