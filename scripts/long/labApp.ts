import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare } from '../../bench/app/lab';
import { chromiumFlags } from '../system/chromium.mjs';
import { electronExecutable, root } from '../tools/programs.mjs';
import type { LongOptions, LongPart, LongRow } from './part';

export interface LongLab {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** As when the plug is pulled; settles when the process is gone. */
  kill(): Promise<void>;
  /** In the page, whatever became of the one that Playwright knew. */
  inWindow(expression: string): Promise<unknown>;
}

/** A place of its own for the files and the user folders of a part, and the environment to start the built app in. */
export interface LongPlace {
  readonly folder: string;
  start(userData: string, file: string | null): Promise<LongLab>;
  /** Ends what still runs, too. */
  remove(): Promise<void>;
}

let environment: Promise<Record<string, string>> | null = null;

/** Builds the app at the first call. */
async function makePlace(): Promise<LongPlace> {
  environment ??= prepare();
  const env = await environment;
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-lab-long-'));
  const running = new Set<() => Promise<void>>();
  return {
    folder,
    async remove() {
      for (const kill of running) await kill();
      // The children of a killed app end a moment after it.
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
    },
    async start(userData, file) {
      const app = await _electron.launch({
        executablePath: electronExecutable(),
        cwd: root,
        args: [...chromiumFlags().map(({ flag }) => flag), `--user-data-dir=${path.join(folder, userData)}`, '.', ...(file === null ? [] : [file])],
        env: { ...env, LANGUAGE: 'en', LANG: 'en_US.UTF-8' },
        chromiumSandbox: true,
        timeout: 180_000,
      });
      const child = app.process();
      const kill = async (): Promise<void> => {
        running.delete(kill);
        const gone = once(child, 'exit');
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await gone;
      };
      // Before it is waited for: one that never shows its window has to be ended too.
      running.add(kill);
      const page = await app.firstWindow({ timeout: 180_000 });
      // What is judged is judged by its own clock; a busy machine is no reason to give up.
      page.setDefaultTimeout(180_000);
      await page.locator('[data-ready="yes"]').waitFor({ state: 'attached', timeout: 180_000 });
      return {
        app,
        page,
        kill,
        inWindow: (expression) => app.evaluate(({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code), expression),
      };
    },
  };
}

/** What a part with the real app is given. */
export interface LabOptions extends Omit<LongOptions, 'times'> {
  readonly place: LongPlace;
  readonly times: number;
}

/**
 * A part that starts the app, in a place that goes with it.
 * @param usualTimes how often it does what it does unless told otherwise
 */
export const labPart = (name: string, usualTimes: number, measure: (options: LabOptions) => Promise<readonly LongRow[]>): LongPart => ({
  name,
  async measure({ times, ...options }) {
    const place = await makePlace();
    try {
      return await measure({ ...options, place, times: times ?? usualTimes });
    } finally {
      await place.remove();
    }
  },
});

/** A built-in scenario, changed, as a file in the place. */
export async function scenarioFile(place: LongPlace, name: string, preset: string, change: (scenario: Record<string, unknown>) => object): Promise<string> {
  const scenario = JSON.parse(await readFile(path.join(root, 'resources/scenarios', `${preset}.swarm.json`), 'utf8')) as Record<string, unknown>;
  const file = path.join(place.folder, name);
  await writeFile(file, JSON.stringify(change(scenario), null, 2));
  return file;
}

export const UPLOAD = '[data-testid=editor] [data-path="peerGroups[0].uploadBitrate"]';

/** Answers every native question with that button, and every question what to open with that file. */
export async function answer(app: ElectronApplication, button: number, file = ''): Promise<void> {
  await app.evaluate(({ dialog }, given) => {
    dialog.showMessageBox = () => Promise.resolve({ response: given.button, checkboxChecked: false });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [given.file] });
  }, { button, file });
}
