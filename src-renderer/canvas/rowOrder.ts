import type { Replay } from '@core/replay/index';

/** By which the peers stand below one another; the server is always first. */
export const rowSorts = ['group', 'join', 'progress'] as const;
export type RowSort = (typeof rowSorts)[number];

/** Which peer stands in which row. */
export interface RowOrder {
  readonly peerAt: Int32Array;
  readonly rowOf: Int32Array;
  /** Rows above which a hairline parts groups; where the sort is another, none. */
  readonly breaks: readonly number[];
}

function orderOf(peers: readonly number[], breaks: readonly number[] = []): RowOrder {
  const peerAt = Int32Array.from([0, ...peers]);
  const rowOf = new Int32Array(peerAt.length);
  peerAt.forEach((peer, row) => (rowOf[peer] = row));
  return { peerAt, rowOf, breaks };
}

/**
 * The rows of a swarm as it stands now.
 * - group: by group, in each by number;
 * - join: in the order of arrival, those that have not been there yet at the end;
 * - progress: who holds most first. Equal ones by number, in each sort.
 */
export function rowOrder({ header, state, history }: Replay, sort: RowSort): RowOrder {
  const peers = Array.from({ length: header.peerCount - 1 }, (_, at) => at + 1);
  switch (sort) {
    case 'group': {
      peers.sort((a, b) => header.groupOf[a]! - header.groupOf[b]! || a - b);
      return orderOf(peers, peers.flatMap((peer, at) => (at > 0 && header.groupOf[peer] !== header.groupOf[peers[at - 1]!] ? [at + 1] : [])));
    }
    case 'join': {
      const place = new Int32Array(header.peerCount).fill(header.peerCount);
      history.arrivals.forEach((peer, at) => (place[peer] = at));
      return orderOf(peers.sort((a, b) => place[a]! - place[b]! || a - b));
    }
    case 'progress':
      return orderOf(peers.sort((a, b) => state.heldCount[b]! - state.heldCount[a]! || a - b));
  }
}
