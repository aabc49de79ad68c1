const onMac: Readonly<Record<string, string>> = { CmdOrCtrl: '⌘', Shift: '⇧' };
const elsewhere: Readonly<Record<string, string>> = { CmdOrCtrl: 'Ctrl', Plus: '+' };

/** What stands on the keys that Electron calls so, e.g. `CmdOrCtrl+Shift+E`: Ctrl, Shift, E. */
export const keyNames = (accelerator: string, isMac: boolean): readonly string[] =>
  accelerator.split('+').map((key) => (isMac ? onMac : elsewhere)[key] ?? key);
