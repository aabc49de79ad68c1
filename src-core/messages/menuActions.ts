interface MenuActionRule {
  /** Key of its sentence: where in the menus it stands, and its name. */
  readonly text: `menu.${string}`;
  /** In Electron's notation. */
  readonly keys?: string;
  /** The window hears these keys itself, where no text is being typed; the menu only shows them. */
  readonly isHeardByWindow?: true;
}

/**
 * Everything that a user can have done by name and that the window carries out: the native menus and the list of actions
 * are both made from this. Chosen by mouse, undo and redo reach the window also while a text field has the focus.
 */
export const menuActions = {
  new: { text: 'menu.file.new', keys: 'CmdOrCtrl+N' },
  open: { text: 'menu.file.open', keys: 'CmdOrCtrl+O' },
  openPrivately: { text: 'menu.file.openPrivately' },
  openExport: { text: 'menu.file.openExport' },
  save: { text: 'menu.file.save', keys: 'CmdOrCtrl+S' },
  saveAs: { text: 'menu.file.saveAs', keys: 'CmdOrCtrl+Shift+S' },
  exportPng: { text: 'menu.file.exportPng', keys: 'CmdOrCtrl+Shift+E' },
  exportSvg: { text: 'menu.file.exportSvg' },
  exportCsv: { text: 'menu.file.exportCsv' },
  exportJson: { text: 'menu.file.exportJson' },
  undo: { text: 'menu.edit.undo', keys: 'CmdOrCtrl+Z' },
  redo: { text: 'menu.edit.redo', keys: 'CmdOrCtrl+Shift+Z' },
  copyChart: { text: 'menu.edit.copyChart', keys: 'CmdOrCtrl+Shift+C' },
  editScenario: { text: 'menu.edit.scenario', keys: 'CmdOrCtrl+E' },
  showNotes: { text: 'menu.view.notes' },
  showStart: { text: 'menu.view.start', keys: 'CmdOrCtrl+1' },
  showBounds: { text: 'menu.view.bounds', keys: 'CmdOrCtrl+2' },
  showSwarm: { text: 'menu.view.swarm', keys: 'CmdOrCtrl+3' },
  showCompare: { text: 'menu.view.compare', keys: 'CmdOrCtrl+4' },
  resetViews: { text: 'menu.view.reset' },
  run: { text: 'menu.run.run', keys: 'CmdOrCtrl+R' },
  cancelRun: { text: 'menu.run.cancel', keys: 'CmdOrCtrl+.' },
  runReal: { text: 'menu.run.real', keys: 'CmdOrCtrl+Shift+R' },
  stopReal: { text: 'menu.run.stopReal' },
  playPause: { text: 'menu.run.playPause', keys: 'Space', isHeardByWindow: true },
  stepForward: { text: 'menu.run.stepForward', keys: '.', isHeardByWindow: true },
  stepBack: { text: 'menu.run.stepBack', keys: ',', isHeardByWindow: true },
  nextOfKind: { text: 'menu.run.nextOfKind', keys: ']', isHeardByWindow: true },
  previousOfKind: { text: 'menu.run.previousOfKind', keys: '[', isHeardByWindow: true },
  nextOfPeer: { text: 'menu.run.nextOfPeer', keys: 'Shift+]', isHeardByWindow: true },
  previousOfPeer: { text: 'menu.run.previousOfPeer', keys: 'Shift+[', isHeardByWindow: true },
  runUntil: { text: 'menu.run.runUntil', keys: 'U', isHeardByWindow: true },
  showKept: { text: 'menu.run.showKept' },
  toStart: { text: 'menu.run.toStart', keys: 'Home', isHeardByWindow: true },
  toEnd: { text: 'menu.run.toEnd', keys: 'End', isHeardByWindow: true },
  faster: { text: 'menu.run.faster', keys: 'Shift+.', isHeardByWindow: true },
  slower: { text: 'menu.run.slower', keys: 'Shift+,', isHeardByWindow: true },
  showActions: { text: 'menu.help.actions', keys: 'CmdOrCtrl+K' },
  showKeys: { text: 'menu.help.keys', keys: 'F1' },
  showAbout: { text: 'menu.help.about' },
} as const satisfies Record<string, MenuActionRule>;

export type MenuAction = keyof typeof menuActions;

export const menuActionRule = (action: MenuAction): MenuActionRule => menuActions[action];
