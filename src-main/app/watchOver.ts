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
const HUNG: Choice<'wait' | 'reload'> = {
  question: 'menu.dialog.hungQuestion',
  detail: 'menu.dialog.hungDetail',
  buttons: { wait: 'menu.dialog.wait', reload: 'menu.dialog.reload' },
  cancel: 'wait',
};

/** A page that crashes or hangs is loaded again if the user likes; `Documents.atStart` gives it back its document. */
export function watchOver(window: BrowserWindow, dialogs: Dialogs, log: Log): void {
  const contents = window.webContents;
  let isAsking = false;

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.note('WINDOW GONE', `${reason} ${exitCode}`);
    void askOnce(async () => {
      if ((await dialogs.choose(GONE)) === 'reload') await window.loadURL(APP_PAGE);
      else window.destroy();
    });
  });
  window.on('unresponsive', () => {
    log.note('WINDOW HUNG');
    void askOnce(async () => {
      if ((await dialogs.choose(HUNG)) === 'reload') contents.forcefullyCrashRenderer();
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
