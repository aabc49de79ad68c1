import { outsideName, type TraceHeader } from '@core/trace/index';
import type { ChartWords } from '../charts/words';
import type { Cluster } from './clustering';
import type { Party } from './ledgerTable';

const ALPHABET = 26;

/** A, B, … Z, AA, … for the groups in their order. */
export function groupLetter(group: number): string {
  const last = String.fromCharCode(65 + (group % ALPHABET));
  return group < ALPHABET ? last : groupLetter(Math.floor(group / ALPHABET) - 1) + last;
}

/** How many groups have peers in this swarm. */
export function groupCountOf(header: TraceHeader): number {
  return new Set(header.groupOf.filter((group) => group >= 0)).size;
}

/** "Server", "Peer 12", and with several groups "Peer 12 (B)"; "aria2 1.36.0 (outside)" of a client that has joined a real run. */
export function peerName(peer: number, header: TraceHeader, words: ChartWords): string {
  if (peer === 0) return words.say('view.peer.server');
  const client = outsideName(header, peer);
  if (client !== null) return words.say(client === '' ? 'view.peer.outsideUnnamed' : 'view.peer.outside', { n: peer, client });
  if (groupCountOf(header) < 2) return words.say('view.peer.name', { n: peer });
  return words.say('view.peer.nameInGroup', { n: peer, letter: groupLetter(header.groupOf[peer]!) });
}

/** What stands in the circle of a peer: its number, after the letter of its group where there are several; a star stands for an outside client. */
export function shortName(peer: number, header: TraceHeader, severalGroups: boolean): string {
  if (outsideName(header, peer) !== null) return `${peer}*`;
  return severalGroups ? `${groupLetter(header.groupOf[peer]!)}${peer}` : String(peer);
}

/** What stands above a cluster: "A: 120 peers, 45 %"; without a letter where there is one group only. */
export function clusterName({ group, peers }: Cluster, header: TraceHeader, heldCount: Int32Array, words: ChartWords): string {
  let held = 0;
  for (const peer of peers) held += heldCount[peer]!;
  const values = { n: words.number(peers.length, 0), percent: words.percent(held / Math.max(1, peers.length * header.pieceCount)) };
  if (group < 0) return words.say('view.cluster.others', values);
  if (peers.length === header.peerCount - 1) return words.say('view.cluster.all', values);
  return words.say('view.cluster.group', { ...values, letter: groupLetter(group) });
}

/** A row of the ledger: a peer, or "Group B". */
export function partyName(party: Party, header: TraceHeader, words: ChartWords): string {
  if (party.kind === 'peer') return peerName(party.peer, header, words);
  const { group, peers } = party.cluster;
  if (group < 0) return words.say('views.ledger.others');
  return peers.length === header.peerCount - 1 ? words.say('views.ledger.all') : words.say('views.ledger.group', { letter: groupLetter(group) });
}
