import { useEventListener } from '@vueuse/core';
import { perform } from '../composables/useMenu';
import { useNavigation } from '../composables/useNavigation';
import { usePlayer } from '../stores/player';
import { useSettings } from '../stores/settings';
import { actionOf, isTakenBy, type KeyAction } from './playerKeys';

/** All other keys are those of the player, which is on the Swarm screen. */
const isEverywhere = (action: KeyAction): boolean => action.kind === 'projector' || (action.kind === 'menu' && action.action === 'showKeys');

/** What lies over the window (a dialog, a menu) is what Escape puts away first, wherever the focus is. */
const isForLayer = ({ key }: KeyboardEvent): boolean => key === 'Escape' && document.querySelector('[data-dismissable-layer]') !== null;

/** Listens to the keys of the whole window and carries them out. */
export function followKeys(): void {
  const player = usePlayer();
  const settings = useSettings();
  const navigation = useNavigation();

  function act(action: KeyAction): void {
    switch (action.kind) {
      case 'menu':
        return perform(action.action);
      case 'edit':
        navigation.isEditing.value = !navigation.isEditing.value;
        return;
      case 'escape':
        if (navigation.isEditing.value) navigation.isEditing.value = false;
        else player.deselect();
        return;
      case 'shuttle':
        return player.shuttle(action.towards);
      case 'nudge':
        return player.nudge(action.watchSeconds);
      case 'fraction':
        return player.seek(action.fraction * player.spanSeconds);
      case 'projector':
        return settings.setProjector(!settings.projector);
    }
  }

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || isForLayer(event) || isTakenBy(event.target, event)) return;
    const action = actionOf(event);
    if (action === null || (!isEverywhere(action) && navigation.screen.value !== 'swarm')) return;
    event.preventDefault();
    act(action);
  });
}
