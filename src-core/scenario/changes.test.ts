import { describe, expect, it } from 'vitest';
import { canonicalScenario } from './canonical';
import { branchScenario } from './branchScenario';
import { timedChangeKinds } from './changes';
import { checkScenario, parseScenarioText } from './check';
import { defaultScenario } from './scenario';
import { smallFile } from './scenarios.testKit';
import { serializeScenario } from './serialize';

/** The small file has two peers. */
const withLists = (changes: unknown, branches: unknown = []) => checkScenario({ ...smallFile(), changes, branches });
const issuesOf = (changes: unknown, branches?: unknown) => {
  const result = withLists(changes, branches);
  return result.ok ? [] : result.issues.map(({ code, path }) => `${path}: ${code}`);
};

describe('a file without timed changes', () => {
  it('is written as it always was', () => {
    const text = serializeScenario(defaultScenario());
    expect(text).not.toMatch(/changes|branches/);
    const read = parseScenarioText(text);
    expect(read.ok && read.value.changes).toEqual([]);
  });
  it('is told as it always was, and as without its branches', () => {
    const scenario = defaultScenario();
    const branches = [{ name: 'a', changes: [{ kind: 'server-leaves', atSeconds: 1 } as const] }];
    expect(canonicalScenario(scenario)).not.toContain('hanges');
    expect(canonicalScenario({ ...scenario, branches })).toBe(canonicalScenario(scenario));
    expect(canonicalScenario({ ...scenario, changes: branches[0]!.changes })).not.toBe(canonicalScenario(scenario));
  });
});

describe('timed changes', () => {
  it('have defaults for all but their kind', () => {
    for (const kind of timedChangeKinds) expect(issuesOf([{ kind }])).toEqual([]);
    expect(issuesOf([{ atSeconds: 3, peer: 1 }])).toEqual(['changes[0].kind: choice']);
  });
  it('are refused with the path of the field', () => {
    expect(issuesOf([{ kind: 'leave', peer: 1 }, { kind: 'leave', peer: 3, atSeconds: -1 }])).toEqual(['changes[1].atSeconds: number', 'changes[1].peer: peerNumber']);
    expect(issuesOf([{ kind: 'server-rate', uploadBitrate: null }])).toEqual(['changes[0].uploadBitrate: number']);
    expect(issuesOf([], [{ name: 'a', changes: [{ kind: 'strategy', peer: 1, strategy: 'kind' }] }])).toEqual(['branches[0].changes[0].strategy: choice']);
    expect(issuesOf('soon')).toEqual(['changes: list']);
    expect(issuesOf([5])).toEqual(['changes[0]: object']);
  });
  it('name peers that exist, and branches have names of their own', () => {
    expect(issuesOf([{ kind: 'leave', peer: 2 }])).toEqual([]);
    expect(issuesOf([], [{ name: 'a', changes: [{ kind: 'return', peer: 9 }] }])).toEqual(['branches[0].changes[0].peer: peerNumber']);
    expect(issuesOf([], [{ name: 'a' }, { name: 'b' }, { name: 'a' }])).toEqual(['branches[2].name: branchName']);
  });
  it('are kept to their number', () => {
    expect(issuesOf(Array.from({ length: 1001 }, () => ({ kind: 'server-leaves' })))).toEqual(['changes: changes']);
    expect(issuesOf([], Array.from({ length: 51 }, (_, at) => ({ name: String(at) })))).toEqual(['branches: branches']);
  });
  it('keep keys that nobody knows, and tell of them', () => {
    const result = withLists([{ kind: 'leave', peer: 1, why: 'bored' }], [{ name: 'a', colour: 'red', changes: [{ kind: 'server-leaves', peer: 1 }] }]);
    expect(result.ok && result.warnings.map(({ path }) => path)).toEqual(['changes[0].why', 'branches[0].colour', 'branches[0].changes[0].peer']);
    expect(result.ok && result.value.changes[0]).toEqual({ kind: 'leave', atSeconds: 0, peer: 1, why: 'bored' });
  });
});

it('a branch runs the scenario with its own changes beside those of the scenario, in order', () => {
  const scenario = { ...defaultScenario(), changes: [{ kind: 'leave', atSeconds: 20, peer: 1 } as const, { kind: 'return', atSeconds: 40, peer: 1 } as const] };
  const { changes, branches } = branchScenario(scenario, { name: 'a', changes: [{ kind: 'server-leaves', atSeconds: 20 }, { kind: 'leave', atSeconds: 5, peer: 2 }] });
  expect(changes.map(({ kind, atSeconds }) => `${kind} ${atSeconds}`)).toEqual(['leave 5', 'leave 20', 'server-leaves 20', 'return 40']);
  expect(branches).toEqual([]);
});
