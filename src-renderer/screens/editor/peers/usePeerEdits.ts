import { withCopyOfPeer, withoutPeers, withPeers, withPeersWritten, type PeerGroup, type PeerRange } from '@core/scenario/index';
import { useDocument } from '../../../stores/document';
import type { EditLabel } from '../../../stores/editHistory';
import { changeOf, type Column, type PeerChange } from './columns';
import { countOf, peerChoiceText } from './peerChoice';

/** Edits of single peers, each one step of the history. */
export function usePeerEdits() {
  const document = useDocument();
  const edit = (label: EditLabel, peerGroups: readonly PeerGroup[]): void => document.edit(label, { ...document.scenario, peerGroups });
  const named = (ranges: readonly PeerRange[]) => ({ which: peerChoiceText(ranges), n: countOf(ranges) });

  return {
    /** Gives all those peers the same values in those columns. */
    set(ranges: readonly PeerRange[], values: Readonly<Partial<Record<Column, unknown>>>): void {
      // The columns, not their words: the history is told in the language in which it is read.
      edit({ key: 'peers.edit.changed', values: { ...named(ranges), columns: Object.keys(values).join() } }, withPeers(document.scenario.peerGroups, ranges, changeOf(values)));
    },
    /** Writes one peer after the other over those from a number on. */
    write(from: number, changes: readonly PeerChange[], keepsRest: boolean): void {
      edit({ key: 'peers.edit.pasted', values: { n: changes.length } }, withPeersWritten(document.scenario.peerGroups, from, changes, keepsRest));
    },
    remove(ranges: readonly PeerRange[]): void {
      edit({ key: 'peers.edit.removed', values: named(ranges) }, withoutPeers(document.scenario.peerGroups, ranges));
    },
    /** One more at the end, like the last one. */
    add(): void {
      const { peerGroups } = document.scenario;
      edit({ key: 'peers.edit.added', values: { name: peerGroups.findLast(({ count }) => count > 0)?.name ?? peerGroups.at(-1)?.name ?? '' } }, withCopyOfPeer(peerGroups, Infinity));
    },
    duplicate(peer: number): void {
      edit({ key: 'peers.edit.duplicated', values: named([{ first: peer, last: peer }]) }, withCopyOfPeer(document.scenario.peerGroups, peer));
    },
  };
}
