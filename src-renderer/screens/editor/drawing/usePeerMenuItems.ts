import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { peerCount, peerIndex, type Scenario } from '@core/scenario/index';
import { usePeerPlaces } from '../../../composables/usePeerPlaces';
import { useDocument } from '../../../stores/document';
import { usePeerEdits } from '../peers/usePeerEdits';
import { useWhatIf } from '../../swarm/branches/useWhatIf';
import { useDrawing } from './useDrawing';
import type { OpenMenu } from './usePeerMenu';

/** One line of the menu. */
export interface MenuItem {
  readonly key: string;
  readonly words: string;
  /** On or off; undefined: it is no switch. */
  readonly isOn?: boolean;
  readonly act: () => void;
}

export interface MenuSection {
  readonly key: string;
  /** Empty: the section needs none. */
  readonly title: string;
  readonly items: readonly MenuItem[];
}

const isPeer = (peer: number | null, scenario: Scenario): peer is number => peer !== null && peer > 0 && peer <= peerCount(scenario);

/**
 * What can be done with a peer, the server or the ground of the drawing.
 * @param askRates asks for other rates of the access link, in the scenario
 */
export function usePeerMenuItems(askRates: (peer: number) => void) {
  const { t } = useI18n();
  const document = useDocument();
  const edits = usePeerEdits();
  const drawing = useDrawing();
  const { places, putBack, tidyUp } = usePeerPlaces();
  const whatIf = useWhatIf();

  function ofPeer(peer: number): MenuItem[] {
    const isFreeRider = peerIndex(document.scenario.peerGroups).peer(peer).strategy === 'free-rider';
    return [
      { key: 'freeRider', words: t('peers.menu.freeRider'), isOn: isFreeRider, act: () => edits.set([{ first: peer, last: peer }], { strategy: isFreeRider ? 'standard' : 'free-rider' }) },
      { key: 'rates', words: t('peers.menu.rates'), act: () => askRates(peer) },
      { key: 'duplicate', words: t('peers.menu.duplicate'), act: () => edits.duplicate(peer) },
      { key: 'remove', words: t('peers.menu.remove'), act: () => drawing.remove(peer) },
    ];
  }

  function ofView({ peer }: OpenMenu): MenuItem[] {
    const isPut = places.value.some((place) => place.peer === peer);
    return [
      ...(peer !== null && isPut ? [{ key: 'putBack', words: t('peers.menu.putBack'), act: () => putBack(peer) }] : []),
      ...(places.value.length > 0 ? [{ key: 'tidyUp', words: t('peers.menu.tidyUp'), act: tidyUp }] : []),
    ];
  }

  return computed(() => (menu: OpenMenu): MenuSection[] => {
    const { peer, place } = menu;
    const scenario: readonly MenuItem[] = isPeer(peer, document.scenario)
      ? ofPeer(peer)
      : peer === 0
        ? [{ key: 'rates', words: t('peers.menu.serverRate'), act: () => askRates(0) }]
        : [{ key: 'add', words: t('peers.menu.add'), act: () => void drawing.addAt(place) }];
    return [
      { key: 'scenario', title: drawing.isAtStart() ? '' : t('peers.menu.fromStart'), items: scenario },
      { key: 'whatIf', title: whatIf.title(), items: whatIf.of(peer).map(({ change, words }) => ({ key: `whatIf-${change.kind}`, words, act: () => void whatIf.startBranch(change) })) },
      { key: 'view', title: '', items: ofView(menu) },
    ].filter(({ items }) => items.length > 0);
  });
}
