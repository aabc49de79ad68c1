import type { Issue } from '../base/index';
import { changeRuleIssues } from './changeRules';
import { content, peerGroup, protocol } from './fields';
import { issue, type IssueCode } from './issues';
import { isRecord, valueAt, type Path } from './paths';
import { MAX_GROUPS, MAX_PEERS, MAX_PIECES, pieceCount, type Scenario } from './scenario';

/** NaN for what is no number: no comparison with it holds, so no rule speaks where a field's own check already does. */
function numberAt(value: unknown, path: Path): number {
  const found = valueAt(value, path);
  return typeof found === 'number' ? found : Number.NaN;
}

function groupsOf(written: unknown): readonly unknown[] {
  const groups = valueAt(written, ['peerGroups']);
  return Array.isArray(groups) ? groups : [];
}

/**
 * The rules that tie several fields together, on the file as written (so that they speak beside the errors of single
 * fields). A rule about two fields holds where both are written; a default gives way, see `settleDefaults`.
 */
export function ruleIssues(written: unknown): Issue[] {
  return [
    ...countIssues(written),
    ...pieceIssues(written),
    ...groupsOf(written).flatMap(untilIssues),
    ...neighbourIssues(written),
    ...changeRuleIssues(written, peersOf(written)),
  ];
}

function broken(when: boolean, code: IssueCode, path: Path, found: unknown, allowed: Issue['allowed']): Issue[] {
  return when ? [issue(code, path, found, allowed)] : [];
}

/** Number of peers as written; NaN where a count is none. */
function peersOf(written: unknown): number {
  return groupsOf(written).reduce((sum: number, one) => sum + (isRecord(one) && !Object.hasOwn(one, 'count') ? peerGroup.count.default : numberAt(one, ['count'])), 0);
}

function countIssues(written: unknown): Issue[] {
  const list = valueAt(written, ['peerGroups']);
  if (!Array.isArray(list)) return [];
  const peers = peersOf(written);
  return [
    ...broken(list.length < 1 || list.length > MAX_GROUPS, 'groups', ['peerGroups'], list.length, { min: 1, max: MAX_GROUPS }),
    ...broken(peers > MAX_PEERS, 'peers', ['peerGroups'], peers, { max: MAX_PEERS }),
  ];
}

function pieceIssues(written: unknown): Issue[] {
  const sizeBits = numberAt(written, ['content', 'sizeBits']);
  const pieceBits = valueAt(written, ['content', 'pieceBits']) === undefined ? content.pieceBits.default : numberAt(written, ['content', 'pieceBits']);
  const pieces = pieceCount({ sizeBits, pieceBits });
  // A size or piece that is none is for the field's own check.
  return broken(Number.isSafeInteger(sizeBits) && pieceBits >= 1 && pieces > MAX_PIECES, 'pieces', ['content', 'pieceBits'], pieceBits, {
    // As text: numbers beside the path of a size would be shown as sizes, and these are counts.
    pieces: String(pieces),
    max: String(MAX_PIECES),
    min: Math.ceil(sizeBits / MAX_PIECES),
  });
}

function untilIssues(one: unknown, at: number): Issue[] {
  const from = numberAt(one, ['arrival', 'fromSeconds']);
  const until = numberAt(one, ['arrival', 'untilSeconds']);
  const evenly = valueAt(one, ['arrival', 'kind']) === 'evenly';
  return broken(evenly && until < from, 'until', ['peerGroups', at, 'arrival', 'untilSeconds'], until, { from });
}

function neighbourIssues(written: unknown): Issue[] {
  const min = numberAt(written, ['protocol', 'minNeighbours']);
  const max = numberAt(written, ['protocol', 'maxNeighbours']);
  return broken(min > max, 'neighbours', ['protocol', 'minNeighbours'], min, { max });
}

/** Lets the defaults of fields that the file does not name give way to those that it names. */
export function settleDefaults(scenario: Scenario, written: unknown): Scenario {
  const names = (path: Path): boolean => valueAt(written, path) !== undefined;
  const { minNeighbours, maxNeighbours } = scenario.protocol;
  const settled = {
    ...scenario.protocol,
    minNeighbours: names(['protocol', 'minNeighbours']) ? minNeighbours : Math.min(protocol.minNeighbours.default, maxNeighbours),
    maxNeighbours: names(['protocol', 'maxNeighbours']) ? maxNeighbours : Math.max(protocol.maxNeighbours.default, minNeighbours),
  };
  const peerGroups = scenario.peerGroups.map((one, at) => {
    const { arrival } = one;
    if (arrival.kind !== 'evenly' || names(['peerGroups', at, 'arrival', 'untilSeconds'])) return one;
    return { ...one, arrival: { ...arrival, untilSeconds: Math.max(arrival.untilSeconds, arrival.fromSeconds) } };
  });
  return { ...scenario, peerGroups, protocol: settled };
}
