import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { peerCount, peerIndex, type Scenario, type TimedChange } from '@core/scenario/index';
import { usePeerPlaces } from '../../../composables/usePeerPlaces';
import { useDocument } from '../../../stores/document';
import { useWhatIf } from '../../swarm/branches/useWhatIf';
import { useRealControls } from '../../real/useRealControls';
import { usePeerEdits } from '../peers/usePeerEdits';
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

/** Whose rates are asked for. */
export interface RatesQuestion {
  /** 0: the server. */
  readonly peer: number;
  /** The upload rate of another future, from a moment on; null: the rates of the scenario. */
  readonly change: RateChange | null;
}

export type RateChange = Extract<TimedChange, { readonly kind: 'peer-upload' | 'server-rate' }>;

export interface MenuSection {
  readonly key: string;
  /** Empty: the section needs none. */
  readonly title: string;
  readonly items: readonly MenuItem[];
}

const isPeer = (peer: number | null, scenario: Scenario): peer is number => peer !== null && peer > 0 && peer <= peerCount(scenario);

/**
 * What can be done with a peer, the server or the ground of the drawing.
 * @param askRates asks for other rates of an access link
 */
export function usePeerMenuItems(askRates: (question: RatesQuestion) => void) {
  const { t } = useI18n();
  const document = useDocument();
  const edits = usePeerEdits();
  const drawing = useDrawing();
  const { places, putBack, tidyUp } = usePeerPlaces();
  const whatIf = useWhatIf();
  const realControls = useRealControls();

  function ofPeer(peer: number): MenuItem[] {
    const isFreeRider = peerIndex(document.scenario.peerGroups).peer(peer).strategy === 'free-rider';
    return [
      { key: 'freeRider', words: t('peers.menu.freeRider'), isOn: isFreeRider, act: () => edits.set([{ first: peer, last: peer }], { strategy: isFreeRider ? 'standard' : 'free-rider' }) },
      { key: 'rates', words: t('peers.menu.rates'), act: () => askRates({ peer, change: null }) },
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

  /** Other futures from the moment that is shown. */
  function ofFutures(peer: number | null): MenuItem[] {
    return whatIf.of(peer).flatMap(({ change, words }) => {
      const item = { key: `whatIf-${change.kind}`, words, act: () => void whatIf.startBranch(change) };
      if (change.kind !== 'peer-upload' && change.kind !== 'server-rate') return [item];
      return [item, { key: 'cap', words: t('peers.menu.cap'), act: () => askRates({ peer: peer ?? 0, change }) }];
    });
  }

  return computed(() => (menu: OpenMenu): MenuSection[] => {
    const { peer, place } = menu;
    const items: readonly MenuItem[] = isPeer(peer, document.scenario)
      ? ofPeer(peer)
      : peer === 0
        ? [{ key: 'rates', words: t('peers.menu.serverRate'), act: () => askRates({ peer: 0, change: null }) }]
        : peer !== null ? [] : [{ key: 'add', words: t('peers.menu.add'), act: () => void drawing.add(place) }];
    const futures = { key: 'futures', title: whatIf.title(), items: ofFutures(peer) };
    const scenario = { key: 'scenario', title: futures.items.length > 0 || !drawing.isAtStart() ? t('peers.menu.fromStart') : '', items };
    const real = { key: 'real', title: t('real.peer.title'), items: peer === null ? [] : realControls.value(peer) };
    return [real, futures, scenario, { key: 'view', title: '', items: ofView(menu) }].filter((section) => section.items.length > 0);
  });
}
