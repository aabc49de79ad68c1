import { MAX_GROUPS, newPeerGroup, peerCount, withValueAt, type Path, type PeerGroup, type Scenario } from '@core/scenario/index';
import { withGroupOrder } from './peerNumbers';

/** The scenario with another value at the path, such as `['server', 'uploadBitrate']`. */
export function withField(scenario: Scenario, path: Path, value: unknown): Scenario {
  // The same shape with one value replaced; the path comes from the fields, and `checkScenario` looks at every value.
  return withValueAt(scenario, path, value) as Scenario;
}

/**
 * The scenario with `peers` peers in all: each group keeps its share, rounded so that the sum is exact
 * (largest remainders first). Where there was nobody, the first group gets them all.
 */
export function withPeerCount(scenario: Scenario, peers: number): Scenario {
  const before = peerCount(scenario);
  const shares = scenario.peerGroups.map(({ count }, at) => (before > 0 ? (count * peers) / before : at === 0 ? peers : 0));
  const counts = shares.map(Math.floor);
  const byRemainder = shares.map((share, at) => ({ at, rest: share - Math.floor(share) })).sort((a, b) => b.rest - a.rest || a.at - b.at);
  const missing = peers - counts.reduce((sum, count) => sum + count, 0);
  for (const { at } of byRemainder.slice(0, missing)) counts[at] = (counts[at] ?? 0) + 1;
  return { ...scenario, peerGroups: scenario.peerGroups.map((group, at) => ({ ...group, count: counts[at] ?? 0 })) };
}

/**
 * Sets the number of peers, again and again as a hand drags it: as long as nothing else is changed the shares are those of the scenario
 * that it began with. Of two groups one peer is left of one: on the way back the other is there again.
 */
export function createPeerCountEdit(): (scenario: Scenario, peers: number) => Scenario {
  let first: Scenario | null = null;
  let last: Scenario | null = null;
  return (scenario, peers) => {
    if (first === null || scenario !== last) first = scenario;
    last = withPeerCount(first, peers);
    return last;
  };
}

/** A name that no group has: `wanted`, else `wanted 2`, `wanted 3`, … */
function freeName(scenario: Scenario, wanted: string): string {
  const taken = new Set(scenario.peerGroups.map(({ name }) => name));
  const stem = wanted.replace(/ \d+$/, '');
  for (let number = 2, name = wanted; ; number += 1) {
    if (!taken.has(name)) return name;
    name = `${stem} ${number}`;
  }
}

export const canAddGroup = (scenario: Scenario): boolean => scenario.peerGroups.length < MAX_GROUPS;

/** A new group of defaults at the end. */
export function withNewGroup(scenario: Scenario): Scenario {
  const group = newPeerGroup();
  return { ...scenario, peerGroups: [...scenario.peerGroups, { ...group, name: freeName(scenario, group.name) }] };
}

/** A copy of a group right after it, under a name of its own. */
export function withDuplicate(scenario: Scenario, at: number): Scenario {
  const group = scenario.peerGroups[at];
  if (!group) return scenario;
  return withOrder(scenario, (groups) => groups.toSpliced(at + 1, 0, null), { ...group, name: freeName(scenario, group.name) });
}

export function withoutGroup(scenario: Scenario, at: number): Scenario {
  return withOrder(scenario, (groups) => groups.toSpliced(at, 1));
}

/** Puts a group at another place; outside of the list nothing changes. */
export function withGroupMoved(scenario: Scenario, from: number, to: number): Scenario {
  if (!scenario.peerGroups[from] || !scenario.peerGroups[to]) return scenario;
  return withOrder(scenario, (groups) => groups.toSpliced(from, 1).toSpliced(to, 0, from));
}

/** The groups in the order that `arrange` makes of their places; null is the place of the `added` one. */
function withOrder(scenario: Scenario, arrange: (places: (number | null)[]) => (number | null)[], added?: PeerGroup): Scenario {
  const order = arrange(scenario.peerGroups.map((_, at) => at));
  const peerGroups = order.flatMap((at) => (at === null ? added : scenario.peerGroups[at]) ?? []);
  return withGroupOrder(scenario, peerGroups, order);
}
