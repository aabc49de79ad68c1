import { onScopeDispose } from 'vue';
import { useEventSteps } from '../composables/useEventSteps';
import { perform, useMenu } from '../composables/useMenu';
import { useNavigation } from '../composables/useNavigation';
import { useNotices } from '../composables/useNotices';
import { useRace } from '../composables/useRace';
import { useText } from '../composables/useText';
import { useLayout } from '../screens/swarm/views/useLayout';
import { useDocument } from '../stores/document';
import { usePlayer } from '../stores/player';
import { useRealRun } from '../stores/realRun';
import { useSettings } from '../stores/settings';

/** Carries out the actions of menus, keys and list. Those of charts are carried out where the chart is shown (`useShownChart`). */
export function followMenu(): void {
  const document = useDocument();
  const player = usePlayer();
  const settings = useSettings();
  const race = useRace();
  const real = useRealRun();
  const stepOf = useEventSteps();
  const layout = useLayout();
  const { go, edit, isShowingKeys, isFindingAction, isShowingNotes, isChoosingGoal, isPlanningReal } = useNavigation();
  const { notify } = useNotices();
  const { t } = useText();

  onScopeDispose(window.lab.onMenu(perform));
  useMenu({
    new: () => document.newDocument(),
    open: () => document.open(),
    openPrivately: () => document.openPrivately(),
    save: () => document.save(),
    saveAs: () => document.saveAs(),
    undo: () => document.canUndo && document.undo(),
    redo: () => document.canRedo && document.redo(),
    editScenario: edit,
    showStart: () => go('start'),
    showBounds: () => go('bounds'),
    showSwarm: () => go('swarm'),
    showCompare: () => go('compare'),
    showNotes: () => (isShowingNotes.value = true),
    resetViews: layout.reset,
    run: () => {
      go('swarm');
      void race.run();
    },
    cancelRun: race.cancel,
    runReal: () => {
      go('swarm');
      isPlanningReal.value = true;
    },
    stopReal: real.stop,
    playPause: race.toggle,
    runUntil: () => {
      go('swarm');
      isChoosingGoal.value = true;
    },
    faster: () => player.faster(1),
    slower: () => player.faster(-1),
    stepForward: () => player.step(1),
    stepBack: () => player.step(-1),
    nextOfKind: () => stepOf('kind', 1),
    previousOfKind: () => stepOf('kind', -1),
    nextOfPeer: () => stepOf('peer', 1),
    previousOfPeer: () => stepOf('peer', -1),
    toStart: () => player.seek(0),
    toEnd: () => player.seek(player.horizonSeconds),
    showActions: () => (isFindingAction.value = true),
    showKeys: () => (isShowingKeys.value = true),
    showAbout: () => notify('info', t('shell.about', { version: settings.appVersion })),
  });
}
