import { app, type BrowserWindow } from 'electron';
import type { WindowCommand } from '@core/messages/index';

/** Sizes of the page at which nothing of it is lost, of its usual size. */
const ZOOM_STEPS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** The next step above or below, or the outermost one. */
function stepFrom(zoom: number, towards: 1 | -1): number {
  const further = towards > 0 ? ZOOM_STEPS.filter((step) => step > zoom + 0.01) : ZOOM_STEPS.filter((step) => step < zoom - 0.01).reverse();
  return further[0] ?? ZOOM_STEPS.at(towards > 0 ? -1 : 0) ?? 1;
}

/** Does to the window what only main can do. */
export function createWindowCommands(window: BrowserWindow): (command: WindowCommand) => void {
  const { webContents: contents } = window;
  const zoom = (towards: 1 | -1): void => contents.setZoomFactor(stepFrom(contents.getZoomFactor(), towards));
  return (command) => {
    switch (command) {
      case 'zoomIn':
        return zoom(1);
      case 'zoomOut':
        return zoom(-1);
      case 'zoomReset':
        return contents.setZoomFactor(1);
      case 'fullScreen':
        return window.setFullScreen(!window.isFullScreen());
      case 'quit':
        return app.quit();
    }
  };
}
