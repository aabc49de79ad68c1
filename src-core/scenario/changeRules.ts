import type { Issue } from '../base/index';
import { MAX_BRANCHES, MAX_CHANGES } from './changes';
import { issue } from './issues';
import { valueAt, type Path } from './paths';

/**
 * The rules about timed changes that no single field can tell, on the file as written: how many there may be, that they
 * name peers which exist, and that branches can be told apart by name.
 * @param peers number of peers in all groups; NaN where that is not known
 */
export function changeRuleIssues(written: unknown, peers: number): Issue[] {
  const branches = listAt(written, ['branches']);
  return [
    ...listIssues(written, ['changes'], peers),
    ...(branches.length > MAX_BRANCHES ? [issue('branches', ['branches'], branches.length, { max: MAX_BRANCHES })] : []),
    ...branches.flatMap((_, at) => listIssues(written, ['branches', at, 'changes'], peers)),
    ...nameIssues(branches),
  ];
}

function listIssues(written: unknown, path: Path, peers: number): Issue[] {
  const changes = listAt(written, path);
  const strangers = changes.flatMap((one, at) => {
    const peer = valueAt(one, ['peer']);
    return typeof peer === 'number' && peer > peers ? [issue('peerNumber', [...path, at, 'peer'], peer, { max: peers })] : [];
  });
  return changes.length > MAX_CHANGES ? [issue('changes', path, changes.length, { max: MAX_CHANGES }), ...strangers] : strangers;
}

function nameIssues(branches: readonly unknown[]): Issue[] {
  const names = branches.map((one) => valueAt(one, ['name']) ?? '');
  return names.flatMap((name, at) => (names.indexOf(name) < at ? [issue('branchName', ['branches', at, 'name'], name)] : []));
}

function listAt(value: unknown, path: Path): readonly unknown[] {
  const list = valueAt(value, path);
  return Array.isArray(list) ? list : [];
}
