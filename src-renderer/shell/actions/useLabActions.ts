import { menuActions, menuActionRule, type MenuAction, type Settings, type Theme } from '@core/messages/index';
import { presetOrder } from '@core/scenario/index';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { canPerform, perform } from '../../composables/useMenu';
import { useNavigation } from '../../composables/useNavigation';
import type { TextKey } from '../../composables/useText';
import { languages } from '../../i18n/messages';
import { paneIds } from '../../screens/swarm/views/panes';
import { useLayout } from '../../screens/swarm/views/useLayout';
import { useDocument } from '../../stores/document';
import { useSettings } from '../../stores/settings';
import { useSite } from '../../stores/site';
import { keyNames } from './keyNames';

export interface LabAction {
  readonly id: string;
  /** The heading that it stands under, in the language shown. */
  readonly group: string;
  /** In every language, that of the window first. */
  readonly names: readonly string[];
  readonly keys: readonly string[];
  /** Key of the sentence that says why it cannot be done; empty: it can. */
  readonly whyNot: TextKey | '';
  run(): unknown;
}

/** Key of a sentence, and what is put in for each language. */
interface Words {
  readonly key: string;
  readonly values?: (say: (key: string) => string) => Readonly<Record<string, string>>;
}

const windowCommands = ['zoomIn', 'zoomOut', 'zoomReset', 'fullScreen'] as const;
const isMac = navigator.userAgent.includes('Macintosh');

/** Everything that can be done by name: the items of the menus, the views, the built-in scenarios. */
export function useLabActions() {
  const { t, locale } = useI18n();
  const document = useDocument();
  const settings = useSettings();
  const site = useSite();
  const layout = useLayout();
  const { go } = useNavigation();

  function action(id: string, group: string, { key, values }: Words, run: () => unknown, whyNot: TextKey | '' = '', keys: readonly string[] = []): LabAction {
    const ordered = [...languages].sort((a) => (a === locale.value ? -1 : 0));
    const names = ordered.map((language) => {
      const say = (one: string, named: Readonly<Record<string, string>> = {}): string => t(one, named, { locale: language });
      return say(key, values?.(say));
    });
    // Titles of menus carry the letter that opens them, which is no part of the name.
    return { id, group: t(group).replace(/\(?&\w\)?/, (mark) => (mark.startsWith('(') ? '' : mark.slice(1))), names, keys, whyNot, run };
  }

  const isIdle = (id: MenuAction): boolean =>
    (id === 'undo' && !document.canUndo) || (id === 'redo' && !document.canRedo) || (id === 'run' && !document.canRun);
  const fixed = (name: keyof Settings): TextKey | '' => (site.isFixed(name) ? 'menu.view.fixed' : '');

  return computed<readonly LabAction[]>(() => [
    ...(Object.keys(menuActions) as MenuAction[]).filter((id) => id !== 'showActions').map((id) => {
      const { text, keys } = menuActionRule(id);
      const group = `${text.split('.').slice(0, 2).join('.')}.title`;
      return action(id, group, { key: text }, () => perform(id), canPerform(id) && !isIdle(id) ? '' : 'actions.notNow', keys === undefined ? [] : keyNames(keys, isMac));
    }),
    ...languages.map((language) => action(`language-${language}`, 'menu.view.title', { key: `actions.language.${language}` }, () => settings.setLanguage(language), fixed('language'))),
    ...(['system', 'light', 'dark'] as const satisfies readonly Theme[]).map((theme) =>
      action(`theme-${theme}`, 'menu.view.title', { key: 'actions.theme', values: (say) => ({ theme: say(`actions.themes.${theme}`) }) }, () => settings.setTheme(theme), fixed('theme'))),
    action('projector', 'menu.view.title', { key: 'menu.view.projector' }, () => settings.setProjector(!settings.projector), fixed('projector'), ['P']),
    ...windowCommands.map((command) => action(command, 'menu.view.title', { key: `menu.view.${command}` }, () => window.lab.commandWindow(command))),
    ...paneIds.map((id) =>
      action(`view-${id}`, 'menu.view.title', { key: 'actions.view', values: (say) => ({ view: say(`views.pane.${id}`) }) }, () => {
        go('swarm');
        layout.toggle(id);
      })),
    action('quit', 'menu.file.title', { key: 'menu.file.quit' }, () => window.lab.commandWindow('quit'), '', keyNames('CmdOrCtrl+Q', isMac)),
    ...presetOrder.map((id) =>
      action(`preset-${id}`, 'start.presets.title', { key: `scenario.preset.${id}.title` }, async () => {
        if (await document.openPreset(id)) go('swarm');
      })),
  ]);
}
