import { app, type BrowserWindow } from 'electron';

export interface CloseGuard {
  /** The window's answer: true closes it, false keeps it open. */
  answer(mayClose: boolean): void;
}

/** Holds the window open while the document is unsaved, and lets the window ask what to do with it. */
export function guardClose(window: BrowserWindow, isUnsaved: () => boolean, ask: () => void): CloseGuard {
  let mayClose = false;
  window.on('close', (event) => {
    // A page that has crashed cannot ask; whoever closes its window has been asked by `watchOver`.
    if (mayClose || !isUnsaved() || window.webContents.isCrashed()) return;
    // Also cancels a quit that was under way.
    event.preventDefault();
    ask();
  });
  return {
    answer(answer) {
      mayClose = answer;
      // There is no lab without its window, so closing and quitting are one.
      if (answer) app.quit();
    },
  };
}
