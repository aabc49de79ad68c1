import type { ElectronApplication, Page } from '@playwright/test';

/** What the app may ask for: its own pages, and what it made itself. */
const OWN = /^(app|data|blob|devtools):/;
/** Lines of standard error that are never all right. Chromium itself writes many others on a bare Linux. */
const BAD_LINE = /Content Security Policy|REFUSED|Refused to|Electron Security Warning|Uncaught|UnhandledPromiseRejection/i;

/**
 * Hears everything that a sound run does not have: exceptions and errors in the window, complaints of the content security
 * policy, requests to anywhere, uncaught errors of the processes.
 */
export class Complaints {
  readonly #heard: string[] = [];
  readonly #expected: RegExp[] = [];
  /** Everything on standard error, for a look after a failure. */
  log = '';

  /** Listens to an app from its start. */
  listenTo(app: ElectronApplication): void {
    let rest = '';
    app.process().stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.log += text;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (BAD_LINE.test(line)) this.#heard.push(`stderr: ${line}`);
    });
    for (const page of app.windows()) this.#listenToPage(page);
    app.on('window', (page) => this.#listenToPage(page));
  }

  #listenToPage(page: Page): void {
    page.on('pageerror', (error) => this.#heard.push(`page error: ${error.stack ?? error.message}`));
    page.on('crash', () => this.#heard.push('the window crashed'));
    page.on('console', (message) => {
      if (message.type() === 'error' || BAD_LINE.test(message.text())) this.#heard.push(`console: ${message.text()}`);
    });
    page.on('request', (request) => {
      if (!OWN.test(request.url())) this.#heard.push(`request: ${request.url()}`);
    });
    page.on('requestfailed', (request) => this.#heard.push(`request failed: ${request.url()} (${request.failure()?.errorText ?? 'no reason'})`));
  }

  /** For a test that provokes a complaint: such ones are all right from now on and until the end. */
  expectMatching(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /** What was heard and not expected. */
  get unexpected(): string[] {
    return this.#heard.filter((one) => !this.#expected.some((pattern) => pattern.test(one)));
  }
}
