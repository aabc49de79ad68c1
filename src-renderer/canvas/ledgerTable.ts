import { createLedger, partyAccounts, type Replay } from '@core/replay/index';
import { clusterPeers, type Cluster } from './clustering';

/** Above so many peers the table is of groups: more rows could not be told apart. */
export const MOST_LEDGER_PEERS = 40;

/** One row and column of the ledger. */
export type Party = { readonly kind: 'peer'; readonly peer: number } | { readonly kind: 'cluster'; readonly cluster: Cluster };

export interface LedgerTable {
  readonly parties: readonly Party[];
  /** What party i has given party j by now: `bits[i * parties + j]`. Read-only, overwritten by the next `current`. */
  current(): Float64Array;
}

/** The server and each peer, or where these are too many the server and the groups. */
export function ledgerTable(replay: Replay): LedgerTable {
  const { header } = replay;
  const server: Party = { kind: 'peer', peer: 0 };
  if (header.peerCount - 1 <= MOST_LEDGER_PEERS) {
    const parties = Array.from({ length: header.peerCount }, (_, peer): Party => ({ kind: 'peer', peer }));
    const partyOf = Int32Array.from({ length: header.peerCount }, (_, peer) => peer);
    return { parties, ...createLedger(replay, parties.length ** 2, partyAccounts(partyOf, parties.length)) };
  }
  const { clusters, of } = clusterPeers(header);
  const parties = [server, ...clusters.map((cluster): Party => ({ kind: 'cluster', cluster }))];
  // The server, whose number is one too many there, comes first here.
  const partyOf = of.map((cluster) => (cluster === clusters.length ? 0 : cluster + 1));
  return { parties, ...createLedger(replay, parties.length ** 2, partyAccounts(partyOf, parties.length)) };
}

export interface LedgerSums {
  readonly gave: Float64Array;
  readonly got: Float64Array;
  /** The largest amount of one field, the server's left out: it gives far more than anybody. */
  readonly most: number;
  /** Of what peers gave each other, the part that came back from the very same ones, 0..1; null: nothing was given. */
  readonly returned: number | null;
}

/** Sums of a table of `parties` rows, whose first is the server. */
export function ledgerSums(bits: Float64Array, parties: number): LedgerSums {
  const gave = new Float64Array(parties);
  const got = new Float64Array(parties);
  let most = 0;
  let traded = 0;
  let even = 0;
  for (let from = 0; from < parties; from++)
    for (let to = 0; to < parties; to++) {
      const amount = bits[from * parties + to]!;
      gave[from]! += amount;
      got[to]! += amount;
      if (from > 0 && amount > most) most = amount;
      if (from === 0 || to === 0 || from === to) continue;
      traded += amount;
      even += Math.min(amount, bits[to * parties + from]!);
    }
  return { gave, got, most, returned: traded > 0 ? even / traded : null };
}
