import { peerCount, peerIndex, withCopyOfPeer, withoutPeers, type PeerGroup, type PeerRange, type Scenario, type TimedChange } from '@core/scenario/index';

/** The number that a peer has after an edit; null: it is gone. */
export type NewNumber = (peer: number) => number | null;

/** A scenario in which peers have got other numbers. */
export interface Renumbered {
  readonly scenario: Scenario;
  readonly numberOf: NewNumber;
}

/** Timed changes go with the peers that they name; what was to happen to somebody who is gone is gone too. */
export function withRenumbered(scenario: Scenario, peerGroups: readonly PeerGroup[], numberOf: NewNumber): Scenario {
  const after = (changes: readonly TimedChange[]): TimedChange[] =>
    changes.flatMap((change): TimedChange[] => {
      if (!('peer' in change)) return [change];
      const peer = numberOf(change.peer);
      return peer === null ? [] : [{ ...change, peer }];
    });
  return { ...scenario, peerGroups, changes: after(scenario.changes), branches: scenario.branches.map((branch) => ({ ...branch, changes: after(branch.changes) })) };
}

/** The scenario without those peers; the numbers of those after them move up. */
export function withoutPeersOf(scenario: Scenario, ranges: readonly PeerRange[]): Renumbered {
  const numberOf = (peer: number): number | null => {
    let gone = 0;
    for (const { first, last } of ranges) {
      if (first <= peer && peer <= last) return null;
      if (last < peer) gone += last - first + 1;
    }
    return peer - gone;
  };
  return { scenario: withRenumbered(scenario, withoutPeers(scenario.peerGroups, ranges), numberOf), numberOf };
}

/** The scenario with a copy of a peer right after it; `Infinity`: of the last one. */
export function withPeerCopied(scenario: Scenario, peer: number): Renumbered {
  const numberOf = (other: number): number => (other > peer ? other + 1 : other);
  return { scenario: withRenumbered(scenario, withCopyOfPeer(scenario.peerGroups, peer), numberOf), numberOf };
}

/** The scenario with other peers of which those with a former number are the same ones, as after a paste. */
export function withPeersKept(scenario: Scenario, peerGroups: readonly PeerGroup[]): Renumbered {
  const peers = peerCount({ ...scenario, peerGroups });
  const numberOf = (peer: number): number | null => (peer <= peers ? peer : null);
  return { scenario: withRenumbered(scenario, peerGroups, numberOf), numberOf };
}

/**
 * The scenario with its groups in another order.
 * @param order former places of the groups now in that place; null: the group is new
 */
export function withGroupOrder(scenario: Scenario, peerGroups: readonly PeerGroup[], order: readonly (number | null)[]): Scenario {
  const [before, after] = [peerIndex(scenario.peerGroups), peerIndex(peerGroups)];
  return withRenumbered(scenario, peerGroups, (peer) => {
    if (peer > before.count) return null;
    const group = before.groupOf(peer);
    const [from, to] = [before.range(group), after.range(order.indexOf(group))];
    return from && to ? to.first + peer - from.first : null;
  });
}
