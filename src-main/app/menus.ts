import { Menu, type MenuItemConstructorOptions } from 'electron';
import { menuActionRule, type Language, type MenuAction, type RecentFile, type Settings, type Theme, type WindowCommand } from '@core/messages/index';
import type { Texts } from './texts';

export interface MenuOptions {
  readonly texts: Texts;
  readonly settings: Settings;
  /** Those that hold for everybody on this computer: no choice then. */
  readonly fixed: Partial<Settings>;
  readonly recent: readonly RecentFile[];
  readonly isMac: boolean;
  readonly act: (action: MenuAction) => void;
  readonly command: (command: WindowCommand) => void;
  readonly openRecent: (file: RecentFile) => void;
  readonly clearRecent: () => void;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly setProjector: (projector: boolean) => void;
}

/** Puts the menu bar up anew: after each change of language, theme, projector mode or recent files. */
export function showMenus(options: MenuOptions): void {
  const menus = [fileMenu(options), editMenu(options), viewMenu(options), runMenu(options), helpMenu(options)];
  Menu.setApplicationMenu(Menu.buildFromTemplate(options.isMac ? [{ role: 'appMenu' }, ...menus] : menus));
}

type Item = MenuItemConstructorOptions;
const line: Item = { type: 'separator' };

/** Actions by their names and keys, in this order; null stands for a line between them. */
function itemsOf({ texts: t, act, isMac }: MenuOptions, actions: readonly (MenuAction | null)[]): Item[] {
  return actions.map((action) => {
    if (action === null) return line;
    const { text, keys, isHeardByWindow = false } = menuActionRule(action);
    // macOS would take the window's own keys from the text fields.
    const shown: Item = keys === undefined || (isHeardByWindow && isMac) ? {} : { accelerator: keys, registerAccelerator: !isHeardByWindow };
    return { label: t(text), ...shown, click: () => act(action) };
  });
}

function fileMenu(options: MenuOptions): Item {
  const { texts: t, recent, openRecent, clearRecent, command, isMac } = options;
  const files: Item[] = recent.map((file) => ({ label: `${file.name} (${file.folder})`.replaceAll('&', '&&'), click: () => openRecent(file) }));
  const clear: Item = { label: t('menu.file.clearRecent'), click: clearRecent };
  return {
    label: t('menu.file.title'),
    submenu: [
      ...itemsOf(options, ['new', 'open', 'openPrivately']),
      { label: t('menu.file.openRecent'), submenu: files.length > 0 ? [...files, line, clear] : [{ label: t('menu.file.noRecent'), enabled: false }] },
      ...itemsOf(options, ['openExport', null, 'save', 'saveAs', null, 'exportPng', 'exportSvg', 'exportCsv', 'exportJson', null]),
      isMac ? { label: t('menu.file.close'), role: 'close' } : { label: t('menu.file.quit'), accelerator: 'CmdOrCtrl+Q', click: () => command('quit') },
    ],
  };
}

function editMenu(options: MenuOptions): Item {
  const { texts: t } = options;
  return {
    label: t('menu.edit.title'),
    submenu: [
      ...itemsOf(options, ['undo', 'redo', null]),
      { label: t('menu.edit.cut'), role: 'cut' },
      { label: t('menu.edit.copy'), role: 'copy' },
      { label: t('menu.edit.paste'), role: 'paste' },
      { label: t('menu.edit.selectAll'), role: 'selectAll' },
      ...itemsOf(options, [null, 'copyChart', 'editScenario']),
    ],
  };
}

function viewMenu(options: MenuOptions): Item {
  const { texts: t, settings, fixed, command, setLanguage, setTheme, setProjector } = options;
  const language = (value: Language, label: string): Item => ({
    label, type: 'radio', checked: settings.language === value, enabled: fixed.language === undefined, click: () => setLanguage(value),
  });
  const theme = (value: Theme, label: string): Item => ({
    label, type: 'radio', checked: settings.theme === value, enabled: fixed.theme === undefined, click: () => setTheme(value),
  });
  /** Greyed items do not say why by themselves. */
  const whyFixed = (name: keyof Settings): Item[] => (fixed[name] === undefined ? [] : [line, { label: t('menu.view.fixed'), enabled: false }]);
  return {
    label: t('menu.view.title'),
    submenu: [
      ...itemsOf(options, ['showStart', 'showBounds', 'showSwarm', 'showCompare', null, 'showNotes', 'resetViews', null]),
      // Each language by its own name, so that one finds back from a language one cannot read.
      { label: t('menu.view.language'), submenu: [language('en', 'English'), language('ko', '한국어'), ...whyFixed('language')] },
      {
        label: t('menu.view.theme'),
        submenu: [theme('system', t('menu.view.themeSystem')), theme('light', t('menu.view.themeLight')), theme('dark', t('menu.view.themeDark')), ...whyFixed('theme')],
      },
      {
        label: t('menu.view.projector'), type: 'checkbox', accelerator: 'CmdOrCtrl+Shift+P', checked: settings.projector,
        enabled: fixed.projector === undefined, click: () => setProjector(!settings.projector),
      },
      line,
      { label: t('menu.view.zoomIn'), accelerator: 'CmdOrCtrl+Plus', click: () => command('zoomIn') },
      // The same key without Shift, where plus stands above the equals sign.
      { label: t('menu.view.zoomIn'), accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true, click: () => command('zoomIn') },
      { label: t('menu.view.zoomOut'), accelerator: 'CmdOrCtrl+-', click: () => command('zoomOut') },
      { label: t('menu.view.zoomReset'), accelerator: 'CmdOrCtrl+0', click: () => command('zoomReset') },
      { label: t('menu.view.fullScreen'), accelerator: options.isMac ? 'Ctrl+Cmd+F' : 'F11', click: () => command('fullScreen') },
    ],
  };
}

function runMenu(options: MenuOptions): Item {
  return {
    label: options.texts('menu.run.title'),
    submenu: itemsOf(options, [
      'run', 'cancelRun', 'showKept', null, 'runReal', 'stopReal', null, 'playPause', 'runUntil', 'faster', 'slower', null,
      'stepForward', 'stepBack', 'nextOfKind', 'previousOfKind', 'nextOfPeer', 'previousOfPeer', null, 'toStart', 'toEnd',
    ]),
  };
}

function helpMenu(options: MenuOptions): Item {
  return { label: options.texts('menu.help.title'), role: 'help', submenu: itemsOf(options, ['showActions', 'showKeys', null, 'showAbout']) };
}
