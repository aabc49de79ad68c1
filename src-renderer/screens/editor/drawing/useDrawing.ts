import { nextTick } from 'vue';
import { peerCount } from '@core/scenario/index';
import { usePeerPlaces } from '../../../composables/usePeerPlaces';
import { useDocument } from '../../../stores/document';
import { usePlayer } from '../../../stores/player';
import { usePeerEdits } from '../peers/usePeerEdits';
import { usePeerMenu, type Point } from './usePeerMenu';

/** What hands and keys do on the drawing of a swarm, carried out on the scenario and its view. */
export function useDrawing() {
  const document = useDocument();
  const player = usePlayer();
  const { show } = usePeerMenu();
  const edits = usePeerEdits();
  const { places, begin, put } = usePeerPlaces();
  const isAtStart = (): boolean => player.timeSeconds === 0;

  function menu(peer: number | null, client: Point, place: Point): void {
    if (peer !== null) player.select({ peer });
    show(peer, client, place);
  }

  /** Adds a peer and selects it; where the drawing has a place for it, or at that part of it. */
  async function add(place?: Point): Promise<void> {
    edits.add();
    const peer = peerCount(document.scenario);
    if (place) begin({ peer, ...place });
    // An edit lets go of what was selected.
    await nextTick();
    player.select({ peer });
  }

  function remove(peer: number): void {
    if (peer > 0) edits.remove([{ first: peer, last: peer }]);
  }

  return {
    places,
    put,
    isAtStart,
    menu,
    add,
    remove,
    /** By two presses on the ground. While a run is watched it would be gone with its scenario: then the menu asks. */
    addOrAsk: (client: Point, place: Point): void => (isAtStart() ? void add(place) : menu(null, client, place)),
    /** By the key. The same holds. */
    removeOrAsk: (peer: number, client: Point): void => (isAtStart() ? remove(peer) : menu(peer, client, { x: 0.5, y: 0.5 })),
  };
}
