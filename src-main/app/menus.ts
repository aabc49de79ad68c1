import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Language, MenuAction, RecentFile, Settings, Theme } from '@core/messages/index';
import type { Texts } from './texts';

export interface MenuOptions {
  readonly texts: Texts;
  readonly settings: Settings;
  readonly recent: readonly RecentFile[];
  readonly isMac: boolean;
  readonly act: (action: MenuAction) => void;
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

function fileMenu({ texts: t, recent, act, openRecent, clearRecent, isMac }: MenuOptions): Item {
  const files: Item[] = recent.map((file) => ({ label: `${file.name} (${file.folder})`.replaceAll('&', '&&'), click: () => openRecent(file) }));
  const clear: Item = { label: t('menu.file.clearRecent'), click: clearRecent };
  return {
    label: t('menu.file.title'),
    submenu: [
      { label: t('menu.file.new'), accelerator: 'CmdOrCtrl+N', click: () => act('new') },
      { label: t('menu.file.open'), accelerator: 'CmdOrCtrl+O', click: () => act('open') },
      { label: t('menu.file.openRecent'), submenu: files.length > 0 ? [...files, line, clear] : [{ label: t('menu.file.noRecent'), enabled: false }] },
      line,
      { label: t('menu.file.save'), accelerator: 'CmdOrCtrl+S', click: () => act('save') },
      { label: t('menu.file.saveAs'), accelerator: 'CmdOrCtrl+Shift+S', click: () => act('saveAs') },
      line,
      { label: t('menu.file.exportPng'), accelerator: 'CmdOrCtrl+Shift+E', click: () => act('exportPng') },
      { label: t('menu.file.exportSvg'), click: () => act('exportSvg') },
      { label: t('menu.file.exportCsv'), click: () => act('exportCsv') },
      { label: t('menu.file.exportJson'), click: () => act('exportJson') },
      line,
      isMac ? { label: t('menu.file.close'), role: 'close' } : { label: t('menu.file.quit'), role: 'quit', accelerator: 'CmdOrCtrl+Q' },
    ],
  };
}

function editMenu({ texts: t, act }: MenuOptions): Item {
  return {
    label: t('menu.edit.title'),
    submenu: [
      { label: t('menu.edit.undo'), accelerator: 'CmdOrCtrl+Z', click: () => act('undo') },
      { label: t('menu.edit.redo'), accelerator: 'CmdOrCtrl+Shift+Z', click: () => act('redo') },
      line,
      { label: t('menu.edit.cut'), role: 'cut' },
      { label: t('menu.edit.copy'), role: 'copy' },
      { label: t('menu.edit.paste'), role: 'paste' },
      { label: t('menu.edit.selectAll'), role: 'selectAll' },
      line,
      { label: t('menu.edit.copyChart'), accelerator: 'CmdOrCtrl+Shift+C', click: () => act('copyChart') },
      { label: t('menu.edit.scenario'), accelerator: 'CmdOrCtrl+E', click: () => act('editScenario') },
    ],
  };
}

function viewMenu({ texts: t, settings, act, setLanguage, setTheme, setProjector }: MenuOptions): Item {
  const language = (value: Language, label: string): Item => ({
    label, type: 'radio', checked: settings.language === value, click: () => setLanguage(value),
  });
  const theme = (value: Theme, label: string): Item => ({ label, type: 'radio', checked: settings.theme === value, click: () => setTheme(value) });
  return {
    label: t('menu.view.title'),
    submenu: [
      { label: t('menu.view.start'), accelerator: 'CmdOrCtrl+1', click: () => act('showStart') },
      { label: t('menu.view.bounds'), accelerator: 'CmdOrCtrl+2', click: () => act('showBounds') },
      { label: t('menu.view.swarm'), accelerator: 'CmdOrCtrl+3', click: () => act('showSwarm') },
      { label: t('menu.view.compare'), accelerator: 'CmdOrCtrl+4', click: () => act('showCompare') },
      line,
      // Each language by its own name, so that one finds back from a language one cannot read.
      { label: t('menu.view.language'), submenu: [language('en', 'English'), language('ko', '한국어')] },
      {
        label: t('menu.view.theme'),
        submenu: [theme('system', t('menu.view.themeSystem')), theme('light', t('menu.view.themeLight')), theme('dark', t('menu.view.themeDark'))],
      },
      {
        label: t('menu.view.projector'), type: 'checkbox', accelerator: 'CmdOrCtrl+Shift+P', checked: settings.projector,
        click: () => setProjector(!settings.projector),
      },
      line,
      { label: t('menu.view.zoomIn'), role: 'zoomIn' },
      { label: t('menu.view.zoomOut'), role: 'zoomOut' },
      { label: t('menu.view.zoomReset'), role: 'resetZoom' },
      { label: t('menu.view.fullScreen'), role: 'togglefullscreen' },
    ],
  };
}

function runMenu({ texts: t, act, isMac }: MenuOptions): Item {
  // The window hears these keys itself, where no text is being typed. macOS would take them from the text fields.
  const key = (accelerator: string): Item => (isMac ? {} : { accelerator, registerAccelerator: false });
  return {
    label: t('menu.run.title'),
    submenu: [
      { label: t('menu.run.run'), accelerator: 'CmdOrCtrl+R', click: () => act('run') },
      { label: t('menu.run.cancel'), accelerator: 'CmdOrCtrl+.', click: () => act('cancelRun') },
      line,
      { label: t('menu.run.playPause'), ...key('Space'), click: () => act('playPause') },
      { label: t('menu.run.stepForward'), ...key('.'), click: () => act('stepForward') },
      { label: t('menu.run.stepBack'), ...key(','), click: () => act('stepBack') },
      { label: t('menu.run.toStart'), ...key('Home'), click: () => act('toStart') },
      { label: t('menu.run.toEnd'), ...key('End'), click: () => act('toEnd') },
    ],
  };
}

function helpMenu({ texts: t, act }: MenuOptions): Item {
  return {
    label: t('menu.help.title'),
    role: 'help',
    submenu: [
      { label: t('menu.help.keys'), accelerator: 'F1', click: () => act('showKeys') },
      { label: t('menu.help.about'), click: () => act('showAbout') },
    ],
  };
}
