import { useMenu } from '../composables/useMenu';
import { useNavigation } from '../composables/useNavigation';
import { useNotices } from '../composables/useNotices';
import { useRace } from '../composables/useRace';
import { useText } from '../composables/useText';
import { useDocument } from '../stores/document';
import { usePlayer } from '../stores/player';
import { useSettings } from '../stores/settings';

/** Carries out the items of the native menus. Those of charts are carried out where the chart is shown (`useShownChart`). */
export function followMenu(): void {
  const document = useDocument();
  const player = usePlayer();
  const settings = useSettings();
  const race = useRace();
  const { go, edit, isShowingKeys } = useNavigation();
  const { notify } = useNotices();
  const { t } = useText();

  useMenu({
    new: () => document.newDocument(),
    open: () => document.open(),
    save: () => document.save(),
    saveAs: () => document.saveAs(),
    undo: () => document.canUndo && document.undo(),
    redo: () => document.canRedo && document.redo(),
    editScenario: edit,
    showStart: () => go('start'),
    showBounds: () => go('bounds'),
    showSwarm: () => go('swarm'),
    showCompare: () => go('compare'),
    run: () => {
      go('swarm');
      void race.run();
    },
    cancelRun: race.cancel,
    playPause: race.toggle,
    stepForward: () => player.step(1),
    stepBack: () => player.step(-1),
    toStart: () => player.seek(0),
    toEnd: () => player.seek(player.horizonSeconds),
    showKeys: () => (isShowingKeys.value = true),
    showAbout: () => notify('info', t('shell.about', { version: settings.appVersion })),
  });
}
