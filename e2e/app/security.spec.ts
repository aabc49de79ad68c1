import type { Page } from '@playwright/test';
import { expect, test } from './lab';

/**
 * Runs in the page, but not as Playwright's own evaluation, for which the rules on `eval` are lifted: from a timer of the page.
 * Gives back what was thrown, or that it went through.
 */
const tried = (page: Page, how: 'eval' | 'Function' | 'setTimeout'): Promise<string> =>
  page.evaluate(
    (way) =>
      new Promise<string>((done) => {
        setTimeout(() => {
          try {
            if (way === 'eval') (0, eval)('1');
            else if (way === 'Function') new Function('return 1')();
            else {
              Object.assign(window, { ranFromText: false });
              setTimeout('window.ranFromText = true' as unknown as () => void);
              return setTimeout(() => done(String((window as Window & { ranFromText?: boolean }).ranFromText)), 200);
            }
            done('went through');
          } catch (error) {
            done(error instanceof Error ? error.name : String(error));
          }
        });
      }),
    how,
  );

test('scripts come from the bundle only: eval, text as code and inline scripts are refused', async ({ lab: { page, complaints } }) => {
  complaints.expectMatching(/Content Security Policy|Refused to|unsafe-eval/);
  expect(await tried(page, 'eval')).toBe('EvalError');
  expect(await tried(page, 'Function')).toBe('EvalError');
  expect(await tried(page, 'setTimeout')).not.toBe('true');
  const inline = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    document.body.append(script);
    const link = document.createElement('a');
    link.href = 'javascript:window.ranInline = true';
    document.body.append(link);
    link.click();
    const image = document.createElement('div');
    image.innerHTML = '<img src="app://lab/none.png" onerror="window.ranInline = true">';
    document.body.append(image);
    await new Promise((done) => setTimeout(done, 300));
    return 'ranInline' in window;
  });
  expect(inline).toBe(false);
  complaints.expectMatching(/none\.png|ERR_|404/);
});

test('nothing leaves the computer: every way to another host is refused', async ({ lab: { app, page, complaints } }) => {
  complaints.expectMatching(/Content Security Policy|Refused to|REFUSED|example\.invalid|127\.0\.0\.1/);
  await app.evaluate(({ session }) => {
    // Behind the app's own rule: what completes or is sent at all has left.
    const left: string[] = [];
    Object.assign(globalThis, { left });
    session.defaultSession.webRequest.onSendHeaders(({ url }) => {
      if (!/^(app|data|blob|devtools):/.test(url)) left.push(url);
    });
  });
  const refused = await page.evaluate(async () => {
    const outcome = (promise: Promise<unknown>) => promise.then(() => 'went through', (error: unknown) => (error instanceof Error ? error.name : 'refused'));
    const loaded = (element: HTMLElement) =>
      new Promise((done, fail) => {
        element.onload = done;
        element.onerror = fail;
        document.body.append(element);
      });
    const image = new Image();
    image.src = 'https://example.invalid/picture.png';
    const script = document.createElement('script');
    script.src = 'https://example.invalid/script.js';
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = 'https://example.invalid/style.css';
    const socket = new Promise((done, fail) => {
      const opened = new WebSocket('wss://example.invalid/');
      opened.onopen = done;
      opened.onerror = () => fail(new Error());
    });
    return Promise.all([
      outcome(fetch('https://example.invalid/')),
      outcome(fetch('http://127.0.0.1:9/')),
      outcome(loaded(image)),
      outcome(loaded(script)),
      outcome(loaded(style)),
      outcome(socket),
    ]);
  });
  expect(refused).not.toContain('went through');
  expect(await page.evaluate(() => navigator.sendBeacon('https://example.invalid/beacon', 'x'))).toBeDefined();
  expect(await app.evaluate(() => (globalThis as unknown as { left: string[] }).left)).toEqual([]);
});

test('the page stays the page: windows, navigation, frames, permissions and devices are refused', async ({ lab: { app, page, complaints } }) => {
  complaints.expectMatching(/REFUSED|Content Security Policy|Refused to|example\.invalid|permission|frame/i);
  expect(await page.evaluate(() => window.open('https://example.invalid/') === null)).toBe(true);
  expect(await page.evaluate(() => window.open('app://lab/index.html') === null)).toBe(true);
  await page.evaluate(() => {
    setTimeout(() => {
      location.href = 'https://example.invalid/';
    });
  });
  await expect.poll(() => complaints.log).toMatch(/REFUSED (frame )?navigation https:\/\/example\.invalid\//);
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'app://lab/index.html';
    document.body.append(frame);
  });
  await page.evaluate(() => {
    const form = document.createElement('form');
    form.action = 'https://example.invalid/form';
    document.body.append(form);
    form.submit();
  });
  const permissions = await page.evaluate(async () => {
    const refusal = (promise: Promise<unknown>) => promise.then(() => 'given', (error: unknown) => (error instanceof Error ? error.name : 'refused'));
    const place = new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, () => fail(new Error())));
    return Promise.all([refusal(place), refusal(navigator.mediaDevices.getUserMedia({ audio: true })), Notification.requestPermission(), refusal(navigator.clipboard.readText())]);
  });
  expect(permissions).toEqual(['Error', expect.not.stringMatching('given'), 'denied', expect.not.stringMatching('given')]);
  // Asked of the page itself: Playwright's locators wait for the end of the navigations that were refused.
  expect(await page.evaluate(() => [location.href, document.querySelectorAll('[data-testid=answer]').length])).toEqual(['app://lab/index.html', 1]);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the window is a stranger: isolated, without Node, and with named functions only', async ({ lab: { app, page } }) => {
  const globals = await page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter((name) => name in window));
  expect(globals).toEqual([]);
  const bridge = await page.evaluate(() => Object.entries(window.lab).map(([name, value]) => [name, typeof value]));
  expect(bridge.length).toBeGreaterThan(10);
  expect(new Set(bridge.map(([, kind]) => kind))).toEqual(new Set(['function']));
  expect(bridge.map(([name]) => name).filter((name) => ['send', 'invoke', 'on', 'sendSync', 'postMessage'].includes(name!))).toEqual([]);

  const preferences = await app.evaluate(({ BrowserWindow, webContents }) => {
    const shown = BrowserWindow.getAllWindows()[0]!.webContents;
    // Electron has it, its types do not.
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } = (shown as typeof shown & { getLastWebPreferences(): Electron.WebPreferences }).getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag, contents: webContents.getAllWebContents().length };
  });
  expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, contents: 1 });
  expect(preferences.webSecurity).not.toBe(false);

  const answer = await page.evaluate(async () => {
    const response = await fetch('app://lab/index.html');
    return { status: response.status, policy: response.headers.get('content-security-policy'), sniff: response.headers.get('x-content-type-options') };
  });
  expect(answer).toMatchObject({ status: 200, sniff: 'nosniff' });
  for (const rule of ["default-src 'none'", "script-src 'self'", "connect-src 'self'", "object-src 'none'", "frame-ancestors 'none'"]) expect(answer.policy).toContain(rule);
  expect(answer.policy).not.toMatch(/unsafe|https?:|\*/);
});

test('the bundle is all that its address serves', async ({ lab: { page, complaints } }) => {
  complaints.expectMatching(/404|app:\/\/|file:\/\/\/etc\/passwd/);
  const outside = ['app://lab/../main/index.js', 'app://lab/..%2f..%2fpackage.json', 'app://lab/%2e%2e/%2e%2e/package.json', 'app://lab/..%5c..%5cpackage.json', 'app://lab/%00', 'app://lab//etc/passwd'];
  const statuses = await page.evaluate((addresses) => Promise.all(addresses.map((address) => fetch(address).then(({ status }) => status, () => 0))), outside);
  for (const status of statuses) expect([0, 404]).toContain(status);
  expect(await page.evaluate(() => fetch('file:///etc/passwd').then(() => 'read', () => 'refused'))).toBe('refused');
});
