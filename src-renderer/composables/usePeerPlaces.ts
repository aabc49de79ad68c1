import { computed, watch } from 'vue';
import type { PeerPlace } from '../canvas/peerPlaces';
import { useDocument } from '../stores/document';
import type { EditLabel } from '../stores/editHistory';
import type { NewNumber } from '../stores/peerNumbers';

/**
 * Places as they were when a step of the history was left for another: undo brings them back with it. By the step's label, which is the
 * step's own and stays with it, while its scenario gets other words when the language changes.
 */
const placesOf = new WeakMap<EditLabel, readonly PeerPlace[]>();

/** Where peers of the drawing were put. Kept with the document's view: each change is a step that can be undone, and leaves the scenario as it is. */
export function usePeerPlaces() {
  const document = useDocument();
  const places = computed<readonly PeerPlace[]>(() => document.view.places ?? []);
  const set = (next: readonly PeerPlace[]): void => document.setView({ places: next.length > 0 ? [...next] : undefined });

  const withPlace = (place: PeerPlace) => [...places.value.filter(({ peer }) => peer !== place.peer), place];

  function change(label: 'placed' | 'serverPlaced' | 'tidied', peer: number, next: readonly PeerPlace[]): void {
    document.noteStep({ key: `peers.edit.${label}`, values: { peer } });
    set(next);
  }
  const placed = (peer: number) => (peer === 0 ? 'serverPlaced' : 'placed');

  return {
    places,
    /** Where a peer that an edit has just added stands from the first: part of that edit. */
    begin: (place: PeerPlace): void => set(withPlace(place)),
    put: (place: PeerPlace): void => change(placed(place.peer), place.peer, withPlace(place)),
    /** Back to the place that the drawing gives to that peer. */
    putBack: (peer: number): void => change(placed(peer), peer, places.value.filter((place) => place.peer !== peer)),
    tidyUp: (): void => change('tidied', 0, []),
    /** Moves the places along with their peers, whose numbers an edit has changed. */
    renumber(numberOf: NewNumber): void {
      set(places.value.flatMap((place) => {
        const peer = place.peer === 0 ? 0 : numberOf(place.peer);
        return peer === null ? [] : [{ ...place, peer }];
      }));
    },
    /** Brings places back with the version that they belong to; call it once for the window. */
    follow(): void {
      const isOurs = (step: EditLabel) => document.history.some(({ label }) => label === step);
      // At once: an edit changes the places right after, and what is noted are those before.
      watch(() => document.history[document.historyAt]?.label, (step, before) => {
        if (step === undefined || before === undefined || !isOurs(before)) return;
        placesOf.set(before, places.value);
        const known = placesOf.get(step);
        if (known) set(known);
      }, { flush: 'sync' });
    },
  };
}
