import { computed, watch } from 'vue';
import { peerCount, type Scenario } from '@core/scenario/index';
import type { PeerPlace } from '../canvas/peerPlaces';
import { useDocument } from '../stores/document';
import type { NewNumber } from '../stores/peerNumbers';

/** Places as they were when a version of the scenario was left for one with other numbers: undo brings them back with it. */
const placesOf = new WeakMap<Scenario, readonly PeerPlace[]>();

/** Where peers of the drawing were put. A matter of the view: kept in the document, but no edit of the scenario. */
export function usePeerPlaces() {
  const document = useDocument();
  const places = computed<readonly PeerPlace[]>(() => document.view.places ?? []);
  const set = (next: readonly PeerPlace[]): void => document.setView({ places: next.length > 0 ? [...next] : undefined });

  return {
    places,
    put: (place: PeerPlace): void => set([...places.value.filter(({ peer }) => peer !== place.peer), place]),
    /** Back to the place that the drawing gives to that peer. */
    putBack: (peer: number): void => set(places.value.filter((place) => place.peer !== peer)),
    tidyUp: (): void => set([]),
    /** Moves the places along with their peers, whose numbers an edit has changed. */
    renumber(numberOf: NewNumber): void {
      set(places.value.flatMap((place) => {
        const peer = place.peer === 0 ? 0 : numberOf(place.peer);
        return peer === null ? [] : [{ ...place, peer }];
      }));
    },
    /** Brings places back with the numbers that they belong to; call it once for the window. */
    follow(): void {
      const isOurs = (version: Scenario) => document.history.some(({ value }) => value === version);
      // At once: an edit moves the places along right after, and what is noted are those before.
      watch(() => document.scenario, (scenario, before) => {
        if (!isOurs(before) || peerCount(scenario) === peerCount(before)) return;
        placesOf.set(before, places.value);
        const known = placesOf.get(scenario);
        if (known) set(known);
      }, { flush: 'sync' });
    },
  };
}
