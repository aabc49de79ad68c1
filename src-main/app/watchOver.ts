import type { BrowserWindow } from 'electron';
import { APP_PAGE } from './appScheme';
import type { Choice, Dialogs } from './dialogs';
import type { Log } from './log';

const GONE: Choice<'reload' | 'quit'> = {
  question: 'menu.dialog.goneQuestion',
  detail: 'menu.dialog.goneDetail',
  buttons: { reload: 'menu.dialog.reload', quit: 'menu.dialog.quit' },
  cancel: 'reload',
};
const HUNG: Choice<'wait' | 'reload' | 'quit'> = {
  question: 'menu.dialog.hungQuestion',
  detail: 'menu.dialog.hungDetail',
  buttons: { wait: 'menu.dialog.wait', reload: 'menu.dialog.reload', quit: 'menu.dialog.quit' },
  cancel: 'wait',
};

/**
 * A page that crashes or hangs is loaded again if the user likes; `Documents.atStart` gives it back its document. Who
 * quits instead finds the document again at the next start.
 */
export function watchOver(window: BrowserWindow, dialogs: Dialogs, log: Log): void {
  const contents = window.webContents;
  let isAsking = false;
  /** What was chosen for a page that hung, and that its end need not be asked about again. */
  let chosen: 'reload' | 'quit' | null = null;

  async function go(choice: 'reload' | 'quit'): Promise<void> {
    if (choice === 'reload') await window.loadURL(APP_PAGE);
    else window.destroy();
  }

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.note('WINDOW GONE', `${reason} ${exitCode}`);
    const known = chosen;
    chosen = null;
    if (known !== null) void go(known);
    else void askOnce(async () => go(await dialogs.choose(GONE)));
  });
  window.on('unresponsive', () => {
    log.note('WINDOW HUNG');
    void askOnce(async () => {
      const choice = await dialogs.choose(HUNG);
      if (choice === 'wait') return;
      chosen = choice;
      contents.forcefullyCrashRenderer();
    });
  });

  async function askOnce(ask: () => Promise<void>): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    try {
      await ask();
    } finally {
      isAsking = false;
    }
  }
}
