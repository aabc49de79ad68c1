import { chromium, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import type { Guest } from './guest';

/** The packaged app, running. Its fuses keep Playwright's own way of starting it out: it is driven by its debugging port. */
export interface PackagedLab {
  readonly page: Page;
  /** What it said on standard error. */
  said(): string;
  /** Waits until it has ended by itself. */
  gone(): Promise<number | null>;
  /** Ends it without a question. */
  kill(): void;
}

const READY_WITHIN_MS = 200_000;

/**
 * Starts an executable as that user, with a debugging port of its own choice, and waits until the window is ready.
 * @throws Error with what it said, if it does not get ready
 */
export async function startPackaged(guest: Guest, executable: string, args: readonly string[]): Promise<PackagedLab> {
  const [program, ...first] = guest.command(executable, ['--remote-debugging-port=0', ...args]);
  const child = spawn(program, first, { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const until = Date.now() + READY_WITHIN_MS;
  const address = async (): Promise<string> => {
    for (;;) {
      const [, found] = /DevTools listening on (ws:\S+)/.exec(log) ?? [];
      if (found) return found;
      if (child.exitCode !== null || Date.now() > until) throw new Error(`the packaged app did not start; it said:\n${log}`);
      await setTimeout(100);
    }
  };
  const browser = await chromium.connectOverCDP(await address());
  const context = browser.contexts()[0];
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (!page) throw new Error(`the packaged app has no window; it said:\n${log}`);
  await page.locator('[data-ready="yes"]').waitFor({ state: 'attached', timeout: READY_WITHIN_MS });
  return { page, said: () => log, gone: () => ended, kill: () => void child.kill('SIGKILL') };
}
