import { BrowserWindow, nativeTheme, screen, type IpcMainInvokeEvent } from 'electron';
import path from 'node:path';
import type { WindowEvents } from '@core/messages/index';
import type { WindowBounds } from '../files/settings';
import { APP_ORIGIN } from './appScheme';
import { fitBounds, MIN_HEIGHT, MIN_WIDTH } from './windowBounds';

/** The paper of `tokens.css`, so that the window does not flash before its first frame. */
const PAPER = { light: '#FFFFFF', dark: '#14171C' };
/** Shown at last even if the page never says that it is ready: a blank window can at least be closed. */
const SHOW_AT_LAST_MS = 5_000;

export interface LabWindow {
  readonly window: BrowserWindow;
  send<Name extends keyof WindowEvents>(name: Name, event: WindowEvents[Name]): void;
  show(): void;
  /** Whether a message comes from the lab's own page in this window, and not from a frame or another page. */
  isSender(event: IpcMainInvokeEvent): boolean;
  /** Where the window stands; while it is maximised or full screen, where it stood before. */
  bounds(): WindowBounds;
}

/** Opens the lab's one window, sandboxed, where it stood the last time. It stays hidden until `show`. */
export function createLabWindow(icon: string, kept: WindowBounds | null): LabWindow {
  const place = fitBounds(kept, screen.getAllDisplays().map(({ workArea }) => workArea));
  const window = new BrowserWindow({
    ...place,
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    useContentSize: true,
    show: false,
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      // Playback goes on while a teacher's other window lies over this one.
      backgroundThrottling: false,
    },
  });
  const contents = window.webContents;
  let bounds: WindowBounds = { ...window.getContentBounds(), isMaximized: false };
  const follow = (): void => {
    if (window.isMaximized() || window.isMinimized() || window.isFullScreen()) return;
    const [x = 0, y = 0] = window.getPosition();
    const [width = place.width, height = place.height] = window.getContentSize();
    bounds = { x, y, width, height, isMaximized: false };
  };
  window.on('resize', follow);
  window.on('move', follow);
  if (kept?.isMaximized) window.maximize();

  function show(): void {
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  }
  setTimeout(show, SHOW_AT_LAST_MS);

  return {
    window,
    show,
    send(name, event) {
      if (!contents.isDestroyed()) contents.send(name, event);
    },
    isSender: ({ sender, senderFrame }) => sender === contents && senderFrame === contents.mainFrame && senderFrame.origin === APP_ORIGIN,
    bounds: () => ({ ...bounds, isMaximized: window.isMaximized() }),
  };
}
