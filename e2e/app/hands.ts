import type { ElectronApplication, Locator, Page } from '@playwright/test';
import { expect } from './lab';

/** What a user does outside of the page: native dialogs and menus. And what is done again and again inside of it. */

/** The next native dialogs that ask where to save are answered with that file; null: cancelled. */
export function answerSaveDialog(app: ElectronApplication, file: string | null): Promise<void> {
  return app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: path === null, filePath: path ?? '' });
  }, file);
}

/** The next native dialogs that ask what to open are answered with that file; null: cancelled. */
export function answerOpenDialog(app: ElectronApplication, file: string | null): Promise<void> {
  return app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: path === null, filePaths: path === null ? [] : [path] });
  }, file);
}

/** Chooses an item of the native menu bar by its English labels, from the outermost menu on. */
export function chooseMenu(app: ElectronApplication, ...labels: readonly string[]): Promise<void> {
  return app.evaluate(({ Menu }, path) => {
    let items = Menu.getApplicationMenu()?.items ?? [];
    for (const [at, label] of path.entries()) {
      const item = items.find((one) => one.label.replace('&', '') === label);
      if (!item) throw new Error(`there is no menu item "${label}" among: ${items.map((one) => one.label).join(', ')}`);
      if (at === path.length - 1) item.click();
      else items = item.submenu?.items ?? [];
    }
  }, labels);
}

/** Opens a scenario file by the menu, as with the native dialog. Does not wait for what comes of it. */
export async function openFile(app: ElectronApplication, file: string): Promise<void> {
  await answerOpenDialog(app, file);
  await chooseMenu(app, 'File', 'Open…');
}

/** Goes to a screen by the rail; the name is that of the language shown. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name, exact: true }).click();
}

/** A field of the scenario, by its path in the file. */
export const field = (page: Page, path: string): Locator => page.getByTestId('editor').locator(`[data-path="${path}"]`);

/** Types into a field as a user does: what stood there goes, and leaving the field ends the edit. */
export async function type(page: Page, path: string, text: string): Promise<void> {
  await field(page, path).fill(text);
  await field(page, path).blur();
}

export async function openEditor(page: Page): Promise<void> {
  await page.getByTestId('edit').click();
  await expect(page.getByTestId('editor')).toBeVisible();
}

/** Plays as fast as the run is computed. */
export async function playFastest(page: Page): Promise<void> {
  await page.getByTestId('speed').click();
  await page.getByRole('menuitemradio').last().click();
}

/** Runs what is open to the end of both runs and shows the answer. Must be on the Swarm screen. */
export async function runToEnd(page: Page): Promise<void> {
  await playFastest(page);
  await page.getByTestId('run').click();
  await expectFinished(page);
}

/** Both runs stand at their end. */
export async function expectFinished(page: Page): Promise<void> {
  for (const architecture of ['client-server', 'peer-to-peer'])
    await expect(page.getByTestId(`figure-${architecture}`)).toHaveClass(/final/, { timeout: 120_000 });
}

/** Presses what ends the app, and waits until it is gone: the window may be so before the press has returned. */
export async function leaveBy(app: ElectronApplication, button: Locator): Promise<void> {
  const closed = app.waitForEvent('close');
  await expect(button).toBeVisible();
  await Promise.all([closed, button.click().catch((error: unknown) => closed.then(() => error))]);
}

/** Sets the number of peers by the slider's keys: from the least, right until it is there. */
export async function setPeers(page: Page, count: number): Promise<void> {
  await page.getByRole('slider', { name: /^(Peers N|피어 수 N)$/ }).focus();
  await page.keyboard.press('Home');
  const shown = page.getByTestId('peer-count');
  await expect(shown).toHaveText('1');
  const wanted = count.toLocaleString('en');
  for (let press = 0; press < 40 && (await shown.textContent()) !== wanted; press += 1) await page.keyboard.press('ArrowRight');
  await expect(shown).toHaveText(wanted);
}
