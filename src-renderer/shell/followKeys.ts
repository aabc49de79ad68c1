import { useEventListener } from '@vueuse/core';
import { useEventSteps } from '../composables/useEventSteps';
import { useNavigation } from '../composables/useNavigation';
import { useRace } from '../composables/useRace';
import { usePlayer } from '../stores/player';
import { useSettings } from '../stores/settings';
import { actionOf, isTakenBy, type KeyAction } from './playerKeys';

/** Listens to the keys of the whole window and carries them out. */
export function followKeys(): void {
  const player = usePlayer();
  const race = useRace();
  const settings = useSettings();
  const navigation = useNavigation();
  const stepOf = useEventSteps();

  function act(action: KeyAction): void {
    switch (action.kind) {
      case 'toggle':
        return race.toggle();
      case 'run':
        return void race.run();
      case 'edit':
        navigation.isEditing.value = !navigation.isEditing.value;
        return;
      case 'escape':
        if (navigation.isEditing.value) navigation.isEditing.value = false;
        else player.deselect();
        return;
      case 'shuttle':
        return player.shuttle(action.towards);
      case 'step':
        return player.step(action.towards);
      case 'stepOf':
        return stepOf(action.what, action.towards);
      case 'until':
        navigation.isChoosingGoal.value = true;
        return;
      case 'faster':
        return player.faster(action.towards);
      case 'nudge':
        return player.nudge(action.watchSeconds);
      case 'fraction':
        return player.seek(action.fraction * player.spanSeconds);
      case 'toStart':
        return player.seek(0);
      case 'toEnd':
        return player.seek(player.horizonSeconds);
      case 'projector':
        return settings.setProjector(!settings.projector);
      case 'help':
        navigation.isShowingKeys.value = true;
        return;
    }
  }

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || isTakenBy(event.target, event)) return;
    const action = actionOf(event);
    const isEverywhere = action?.kind === 'help' || action?.kind === 'projector';
    if (action === null || (!isEverywhere && navigation.screen.value !== 'swarm')) return;
    event.preventDefault();
    act(action);
  });
}
