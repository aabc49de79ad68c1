import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Scenario, serializeScenario } from '../../src-core/scenario/index';
import { ensureElectron } from '../../scripts/electron-runtime.mjs';
import { chromiumFlags } from '../../scripts/system/chromium.mjs';
import { virtualDisplay } from '../../scripts/system/display.mjs';
import { ensureSystem } from '../../scripts/system/libraries.mjs';
import { buildApp, electronExecutable, root } from '../../scripts/tools/programs.mjs';

/** The built app, running, with a user folder of its own. */
export interface BenchedLab {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** From the start of the process until the window says that it is ready, as seen from outside. */
  readonly startMs: number;
  end(): Promise<void>;
}

/** All views have room side by side, and a projector has so many pixels. */
export const SIZE = { width: 1920, height: 1080 } as const;

/**
 * Builds the app and gives it a display, on Linux a virtual one.
 * @returns the environment to start it in
 * @throws Error when the app cannot be built
 */
export async function prepare(): Promise<Record<string, string>> {
  await ensureElectron();
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
  if (process.platform === 'linux') {
    await ensureSystem(electronExecutable(), { display: true });
    env['DISPLAY'] = await virtualDisplay();
    delete env['WAYLAND_DISPLAY'];
  }
  if ((await buildApp()) !== 0) throw new Error('the app could not be built');
  return env;
}

/** Starts the app on a scenario, or on the one it opens by itself (null). */
export async function startLab(env: Record<string, string>, scenario: Scenario | null): Promise<BenchedLab> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-lab-bench-'));
  const file = path.join(folder, 'bench.swarm.json');
  if (scenario) await writeFile(file, serializeScenario(scenario));
  const startedMs = performance.now();
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    cwd: root,
    args: [...chromiumFlags().map(({ flag }) => flag), `--user-data-dir=${path.join(folder, 'user-data')}`, '.', ...(scenario ? [file] : [])],
    env: { ...env, LANGUAGE: 'en', LANG: 'en_US.UTF-8' },
    chromiumSandbox: true,
  });
  const page = await app.firstWindow();
  await page.locator('[data-ready="yes"]').waitFor({ state: 'attached', timeout: 120_000 });
  const startMs = performance.now() - startedMs;
  await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), SIZE);
  const child = app.process();
  return {
    app,
    page,
    startMs,
    async end() {
      // The document is untouched, so nothing asks; what does not end by itself is ended.
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await app.close();
      clearTimeout(late);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** So long the largest run may take on a machine that has other work. */
const RUN_WITHIN_MS = 600_000;

/**
 * Runs both architectures to their end, played as fast as they are computed.
 * @returns how long it took, from the press on Run
 */
export async function runToEnd(page: Page): Promise<number> {
  await page.getByTestId('speed').click();
  await page.getByRole('menuitemradio').last().click();
  const startedMs = performance.now();
  await page.getByTestId('run').click();
  for (const architecture of ['client-server', 'peer-to-peer'])
    await expect(page.getByTestId(`figure-${architecture}`)).toHaveClass(/final/, { timeout: RUN_WITHIN_MS });
  return performance.now() - startedMs;
}
