import { withPeers, withPeersWritten, type PeerRange, type Scenario } from '@core/scenario/index';
import { usePeerPlaces } from '../../../composables/usePeerPlaces';
import { useDocument } from '../../../stores/document';
import type { EditLabel } from '../../../stores/editHistory';
import { withoutPeersOf, withPeerCopied, withPeersKept, type Renumbered } from '../../../stores/peerNumbers';
import { changeOf, type Column, type PeerChange } from './columns';
import { countOf, peerChoiceText } from './peerChoice';

/** Edits of single peers, each one step of the history. */
export function usePeerEdits() {
  const document = useDocument();
  const { renumber } = usePeerPlaces();
  const named = (ranges: readonly PeerRange[]) => ({ which: peerChoiceText(ranges), n: countOf(ranges) });
  const one = (peer: number): PeerRange[] => [{ first: peer, last: peer }];

  function editNumbers(label: EditLabel, { scenario, numberOf }: Renumbered): void {
    document.edit(label, scenario);
    renumber(numberOf);
  }

  function lastGroupName({ peerGroups }: Scenario): string {
    return (peerGroups.findLast(({ count }) => count > 0) ?? peerGroups.at(-1))?.name ?? '';
  }

  return {
    /** Gives all those peers the same values in those columns. */
    set(ranges: readonly PeerRange[], values: Readonly<Partial<Record<Column, unknown>>>): void {
      // The columns, not their words: the history is told in the language in which it is read.
      const label = { key: 'peers.edit.changed', values: { ...named(ranges), columns: Object.keys(values).join() } };
      document.edit(label, { ...document.scenario, peerGroups: withPeers(document.scenario.peerGroups, ranges, changeOf(values)) });
    },
    /** Writes one peer after the other over those from a number on. */
    write(from: number, changes: readonly PeerChange[], keepsRest: boolean): void {
      const peerGroups = withPeersWritten(document.scenario.peerGroups, from, changes, keepsRest);
      editNumbers({ key: 'peers.edit.pasted', values: { n: changes.length } }, withPeersKept(document.scenario, peerGroups));
    },
    remove(ranges: readonly PeerRange[]): void {
      editNumbers({ key: 'peers.edit.removed', values: named(ranges) }, withoutPeersOf(document.scenario, ranges));
    },
    /** One more at the end, like the last one. */
    add(): void {
      editNumbers({ key: 'peers.edit.added', values: { name: lastGroupName(document.scenario) } }, withPeerCopied(document.scenario, Infinity));
    },
    duplicate(peer: number): void {
      editNumbers({ key: 'peers.edit.duplicated', values: named(one(peer)) }, withPeerCopied(document.scenario, peer));
    },
  };
}
