import { app, session } from 'electron';
import type { Log } from './log';

/** Schemes that never leave this computer. */
const LOCAL = /^(app|data|blob|devtools):/;

/** Must be called before the app is ready: every renderer sandboxed, none of Chromium's own errands. */
export function hardenProcess(): void {
  // The start and test scripts give `--no-sandbox` where Chromium cannot have one (as root); a package never goes without.
  if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('no-pings');
  app.commandLine.appendSwitch('dns-prefetch-disable');
}

/** Nothing is asked of the network, no device or permission is given away. */
export function hardenSession(log: Log): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, permission, done) => {
    log.note('REFUSED permission', permission);
    done(false);
  });
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  defaultSession.setSpellCheckerEnabled(false);
  defaultSession.webRequest.onBeforeRequest(({ url }, done) => {
    const isLocal = LOCAL.test(url);
    if (!isLocal) log.note('REFUSED request', url);
    done({ cancel: !isLocal });
  });
  defaultSession.on('will-download', (event) => event.preventDefault());
}

/** No page leads anywhere, opens anything or embeds anything. */
export function hardenContents(log: Log): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => refuse(event, 'navigation', event.url));
    contents.on('will-frame-navigate', (event) => refuse(event, 'frame navigation', event.url));
    contents.on('will-redirect', (event) => refuse(event, 'redirect', event.url));
    contents.on('will-attach-webview', (event) => refuse(event, 'webview', ''));
    contents.setWindowOpenHandler(({ url }) => {
      log.note('REFUSED window', url);
      return { action: 'deny' };
    });
  });

  function refuse(event: { preventDefault(): void }, what: string, url: string): void {
    log.note(`REFUSED ${what}`, url);
    event.preventDefault();
  }
}
