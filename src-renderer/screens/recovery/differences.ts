import {
  content, formatPath, general, peerGroup, protocol, server, valueAt, withValueAt, type Field, type Path, type Scenario,
} from '@core/scenario/index';
import type { HistoryEntry } from '../../stores/editHistory';

type Fields = Readonly<Record<string, Field>>;

/** A list longer than this says nothing to anybody. */
export const SHOWN_AT_MOST = 50;

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * What leads from one scenario to the other, field by field, as the steps of a history whose first entry is the first
 * scenario: so the words of the history are the words of a comparison. Groups are compared by their places.
 */
export function differences(from: Scenario, to: Scenario): readonly HistoryEntry<Scenario>[] {
  const entries: HistoryEntry<Scenario>[] = [{ label: { key: 'document.edit.created' }, value: from }];
  const latest = (): Scenario => entries.at(-1)?.value ?? from;

  function change(path: Path): void {
    // Each step has its value from `to`, which is a scenario, at the same place: so the next one is a scenario too.
    const value = withValueAt(latest(), path, valueAt(to, path)) as Scenario;
    entries.push({ label: { key: 'document.edit.field', values: { path: formatPath(path) } }, value });
  }

  function fieldsAt(place: Path, fields: Fields): void {
    for (const [name, field] of Object.entries(fields)) {
      const path = [...place, name];
      const [before, after] = [valueAt(from, path), valueAt(to, path)];
      if (isEqual(before, after)) continue;
      const isOfOneKind = field.kind === 'variant' && valueAt(before, ['kind']) === valueAt(after, ['kind']);
      if (!isOfOneKind) change(path);
      else for (const inner of Object.keys(field.variants[String(valueAt(after, ['kind']))] ?? {})) {
        if (!isEqual(valueAt(before, [inner]), valueAt(after, [inner]))) change([...path, inner]);
      }
    }
  }

  fieldsAt([], general);
  fieldsAt(['content'], content);
  fieldsAt(['server'], server);
  from.peerGroups.slice(0, to.peerGroups.length).forEach((_, at) => fieldsAt(['peerGroups', at], peerGroup));
  for (const added of to.peerGroups.slice(from.peerGroups.length)) {
    entries.push({ label: { key: 'document.edit.groupAdded', values: { name: added.name } }, value: { ...latest(), peerGroups: [...latest().peerGroups, added] } });
  }
  for (const removed of from.peerGroups.slice(to.peerGroups.length)) {
    entries.push({ label: { key: 'document.edit.groupRemoved', values: { name: removed.name } }, value: { ...latest(), peerGroups: latest().peerGroups.slice(0, -1) } });
  }
  fieldsAt(['protocol'], protocol);
  if (!isEqual(from.changes, to.changes)) entries.push({ label: { key: 'recovery.changes' }, value: { ...latest(), changes: to.changes } });
  if (!isEqual(from.branches, to.branches)) entries.push({ label: { key: 'recovery.branches' }, value: { ...latest(), branches: to.branches } });
  if (!isEqual(from.keptRuns, to.keptRuns)) entries.push({ label: { key: 'recovery.runs' }, value: { ...latest(), keptRuns: to.keptRuns } });
  return entries;
}
