import { parseQuantity, type Issue } from '@core/base/index';
import { fieldAt, MAX_PEERS, parsePath, valueAt, type NumberField, type Path, type Scenario } from '@core/scenario/index';
import type { Draft } from '../../parts/form/draft';
import { withField, withNewGroup, withPeerCount } from '../../stores/scenarioEdits';

/** What one click can do about a problem. */
export type Fix =
  /** Gives the field at the path an allowed value. */
  | { readonly kind: 'set'; readonly path: Path; readonly value: number; readonly next: Scenario }
  /** Drops what was typed; the field has its last good value again. */
  | { readonly kind: 'putBack'; readonly path: Path; readonly value: unknown; readonly next: Scenario }
  | { readonly kind: 'addGroup'; readonly next: Scenario }
  | { readonly kind: 'fewerPeers'; readonly peers: number; readonly next: Scenario };

/** The one-click fix of an issue; null where only a person can tell what is meant. */
export function fixOf(issue: Issue, scenario: Scenario, drafts: ReadonlyMap<string, Draft>): Fix | null {
  const path = parsePath(issue.path);
  if (!path) return null;
  if (drafts.has(issue.path)) return draftFix(issue, path, scenario);
  const set = (value: number): Fix => ({ kind: 'set', path, value, next: withField(scenario, path, value) });
  switch (issue.code) {
    case 'neighbours':
      return set(scenario.protocol.maxNeighbours);
    case 'until':
      return set(Number(issue.allowed['from']));
    case 'pieces':
      return set(nextPowerOfTwo(Number(issue.allowed['min'])));
    case 'groups':
      return scenario.peerGroups.length === 0 ? { kind: 'addGroup', next: withNewGroup(scenario) } : null;
    case 'peers':
      return { kind: 'fewerPeers', peers: MAX_PEERS, next: withPeerCount(scenario, MAX_PEERS) };
    default:
      return null;
  }
}

/** A number out of range becomes the nearest allowed one; any other text gives way to the value before it. */
function draftFix(issue: Issue, path: Path, scenario: Scenario): Fix {
  const field = fieldAt(path);
  const isNumber = field?.kind === 'integer' || field?.kind === 'number';
  const nearest = isNumber && issue.code.startsWith('range.') ? nearestAllowed(issue.found, field) : null;
  if (nearest !== null) return { kind: 'set', path, value: nearest, next: withField(scenario, path, nearest) };
  return { kind: 'putBack', path, value: valueAt(scenario, path), next: scenario };
}

function nearestAllowed(text: string, field: NumberField): number | null {
  const parsed = parseQuantity(text, field.unit);
  if (!parsed.ok || parsed.value === null) return null;
  const whole = field.kind === 'integer' ? Math.round(parsed.value) : parsed.value;
  const nearest = Math.min(Math.max(whole, field.min), field.max);
  const isOpenEnd = (nearest === field.min && field.open !== 'neither') || (nearest === field.max && field.open === 'both');
  return isOpenEnd ? null : nearest;
}

const nextPowerOfTwo = (least: number): number => 2 ** Math.ceil(Math.log2(least));
