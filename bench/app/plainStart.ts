import { chromium, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { familyOf, familySeconds } from './family';
import { runToEnd } from './lab';

/** One start, in ms since the program was called. */
export interface Start {
  /** Chromium is up: main's script is about to run. */
  readonly runtimeMs: number;
  /** The window is made and begins to load its page. */
  readonly pageMs: number;
  /** The screen is put together, and the window asks to be shown. */
  readonly readyMs: number;
  /** First useful picture: the frame with the whole screen is on the display. */
  readonly pictureMs: number;
  /** Processor time of all processes until the app has come to rest. */
  readonly processorMs: number;
  /** From the press on Run until both architectures are computed and played as fast as that goes; null: not asked for. */
  readonly runMs: number | null;
}

export interface StartCall {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** It has no mark of its own for when it is ready. */
  readonly isBare?: boolean;
  /** Run is pressed once it has come to rest. */
  readonly runs?: boolean;
}

/** Until then nobody looks: who attaches to a page that starts, slows it down. */
const UNWATCHED_MS = 4_000;
const WITHIN_MS = 120_000;
/** The app rests when it takes less than this of a processor within a second. */
const REST_MS = 30;

const nowMs = () => performance.timeOrigin + performance.now();

/** Address of the debugging port, and when Chromium said it. */
async function debuggingPort(child: ChildProcess): Promise<{ readonly address: string; readonly atMs: number }> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the app did not start; it said:\n${said}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (address !== undefined) resolve({ address, atMs: nowMs() });
    });
  });
}

/** Waits until the processes do nothing any more; how much they have done. */
async function restedMs(pid: number): Promise<number> {
  for (let before = -Infinity; ;) {
    const now = 1000 * (await familySeconds(pid));
    if (now - before < REST_MS) return now;
    before = now;
    await wait(1_000);
  }
}

/** When the page was begun, ready and painted, by the clock of this computer. */
async function marksOf(page: Page, isBare: boolean): Promise<{ readonly pageMs: number; readonly readyMs: number; readonly paintMs: number }> {
  const { beganMs, entries } = await page.evaluate(() => ({
    beganMs: performance.timeOrigin,
    entries: [...performance.getEntriesByType('mark'), ...performance.getEntriesByType('paint')].map(({ name, startTime }) => ({ name, startTime })),
  }));
  const timeOf = (wanted: string) => beganMs + (entries.find(({ name }) => name === wanted)?.startTime ?? NaN);
  const paintMs = timeOf('first-contentful-paint');
  return { pageMs: beganMs, readyMs: isBare ? paintMs : timeOf('ready'), paintMs };
}

/** Ends it without a question, and all that came from it. */
async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const family = await familyOf(child.pid ?? -1);
  child.kill('SIGKILL');
  await gone;
  for (const { pid } of family.slice(1)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // it was gone already
    }
  }
}

/**
 * Starts a program with nothing but a debugging port, looks at it only once it has come to rest, and ends it. Linux only.
 * @throws Error when it does not start
 */
export async function startOnce({ program, args, env, isBare = false, runs = false }: StartCall): Promise<Start> {
  const calledMs = nowMs();
  const child = spawn(program, ['--remote-debugging-port=0', ...args], { env: { ...env, LANGUAGE: 'en', LANG: 'en_US.UTF-8' }, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const { address, atMs } = await debuggingPort(child);
    await wait(UNWATCHED_MS);
    const processorMs = await restedMs(child.pid ?? -1);
    const browser = await chromium.connectOverCDP(address);
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('the app has no window');
    await page.locator('[data-ready="yes"]').waitFor({ state: 'attached', timeout: WITHIN_MS });
    const { pageMs, readyMs, paintMs } = await marksOf(page, isBare);
    const runMs = runs ? await runToEnd(page) : null;
    await browser.close();
    const pictureMs = Math.max(readyMs, paintMs) - calledMs;
    return { runtimeMs: atMs - calledMs, pageMs: pageMs - calledMs, readyMs: readyMs - calledMs, pictureMs, processorMs, runMs };
  } finally {
    await end(child);
  }
}
