import { app, type BrowserWindow } from 'electron';
import { setTimeout as wait } from 'node:timers/promises';
import { saveAtomically } from '../files/saveAtomically';
import type { Log } from './log';

const SETTLED_MS = 2_000;

/**
 * For `npm start` on a machine without a screen: a picture of the window, once it is settled, in the file that
 * `SWARM_LAB_SCREENSHOT` names. Only in a development start.
 */
export function takeScreenshot(window: BrowserWindow, log: Log): void {
  const file = process.env.SWARM_LAB_SCREENSHOT;
  if (app.isPackaged || !file) return;
  void (async () => {
    await wait(SETTLED_MS);
    if (window.isDestroyed()) return;
    const image = await window.webContents.capturePage();
    await saveAtomically(file, image.toPNG());
  })().catch((error: unknown) => log.note('NO SCREENSHOT', error));
}
