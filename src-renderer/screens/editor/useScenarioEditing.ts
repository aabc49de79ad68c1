import { formatPath, type Path } from '@core/scenario/index';
import type { Draft } from '../../parts/form/draft';
import { useDocument } from '../../stores/document';
import { canAddGroup, withDuplicate, withField, withGroupMoved, withNewGroup, withoutGroup } from '../../stores/scenarioEdits';
import type { Fix } from './fixes';

/** What forms and tables ask for, as edits of the document with a name for the history. */
export function useScenarioEditing() {
  const document = useDocument();
  const nameOf = (at: number): string => document.scenario.peerGroups[at]?.name ?? '';

  return {
    /** A field has another value; typing on in it is the same step. */
    change(path: Path, value: unknown): void {
      const at = formatPath(path);
      document.edit({ key: 'document.edit.field', values: { path: at }, mergeAs: at }, withField(document.scenario, path, value));
    },
    draft: (path: Path, draft: Draft | null): void => document.noteDraft(formatPath(path), draft),
    leave: (): void => document.endEdit(),

    addGroup(): void {
      if (!canAddGroup(document.scenario)) return;
      const next = withNewGroup(document.scenario);
      document.edit({ key: 'document.edit.groupAdded', values: { name: next.peerGroups.at(-1)?.name ?? '' } }, next);
    },
    duplicateGroup(at: number): void {
      if (!canAddGroup(document.scenario)) return;
      document.edit({ key: 'document.edit.groupDuplicated', values: { name: nameOf(at) } }, withDuplicate(document.scenario, at));
    },
    removeGroup(at: number): void {
      document.edit({ key: 'document.edit.groupRemoved', values: { name: nameOf(at) } }, withoutGroup(document.scenario, at));
    },
    moveGroup(from: number, to: number): void {
      document.edit({ key: 'document.edit.groupMoved', values: { name: nameOf(from) } }, withGroupMoved(document.scenario, from, to));
    },
    apply(fix: Fix): void {
      switch (fix.kind) {
        case 'putBack':
          return document.noteDraft(formatPath(fix.path), null);
        case 'set': {
          const at = formatPath(fix.path);
          document.noteDraft(at, null);
          return document.edit({ key: 'document.edit.field', values: { path: at }, mergeAs: at }, fix.next);
        }
        case 'addGroup':
          return document.edit({ key: 'document.edit.groupAdded', values: { name: fix.next.peerGroups[0]?.name ?? '' } }, fix.next);
        case 'fewerPeers':
          return document.edit({ key: 'document.edit.peers', values: { n: fix.peers } }, fix.next);
      }
    },
  };
}
