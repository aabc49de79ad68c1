import type { ElectronApplication, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { preset, readScenario, writeTo } from './files';
import { answerOpenDialog, answerSaveDialog, chooseMenu, expectFinished, openEditor, runToEnd, type } from './hands';
import { expect, test } from './lab';

/** Names of the processes that compute; none: nothing has been run. */
const engines = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate((electron) => electron.app.getAppMetrics().flatMap(({ serviceName, name }) => (/engine/i.test(`${serviceName} ${name}`) ? [name ?? ''] : [])));

/** Lets go of a file over the window, as from the file manager. */
async function dropFile(page: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(({ called, base64 }) => {
    const dropped = new DataTransfer();
    dropped.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], called));
    return dropped;
  }, { called: name, base64: bytes.toString('base64') });
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

test('kept runs play again without being computed, and an exported chart leads back to its runs', async ({ launch }, info) => {
  const small = await preset('textbook-30-students');
  const file = await writeTo(info.outputPath('kept.swarm.json'), { ...small, content: { ...small.content, pieceBits: 60_000_000 } });
  const picture = info.outputPath('progress.png');
  const first = await launch({ file });
  await runToEnd(first.page);
  const answer = await first.page.getByTestId('answer').textContent();

  await test.step('a finished run is kept, its size told before', async () => {
    const { page, app } = first;
    await page.getByTestId('kept-runs').click();
    const free = page.getByTestId('keepable-run');
    await expect(free).toHaveCount(2);
    for (const row of [free.first(), free.last()]) await expect(row).toContainText(/\d kB/);
    await free.last().getByRole('textbox').fill('Our <b>first</b> swarm');
    await free.last().getByRole('button', { name: 'Keep' }).click();
    await free.first().getByRole('button', { name: 'Keep' }).click();
    await expect(page.getByTestId('kept-run')).toHaveCount(2);
    await expect(free).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('kept-dialog')).toBeHidden();
    await expect(page.getByTestId('unsaved-mark')).toBeVisible();
    await chooseMenu(app, 'File', 'Save');
    await expect(page.getByTestId('unsaved-mark')).toBeHidden();
    expect((await readScenario(file)).keptRuns).toMatchObject([{ name: 'Our <b>first</b> swarm', architecture: 'peer-to-peer', seed: 1 }, { architecture: 'client-server' }]);
    await answerSaveDialog(app, picture);
    await chooseMenu(app, 'File', 'Export Chart as PNG…');
    await expect(page.getByTestId('notices')).toContainText('progress.png');
    await first.quit();
  });

  const second = await launch({ file, userData: first.userData });
  const { page, app } = second;
  await test.step('opened again, both runs are there, and no engine has run', async () => {
    await expect(page.getByTestId('unsaved-mark')).toBeHidden();
    // Nothing is left to be run.
    await expect(page.getByTestId('run')).not.toHaveClass(/primary/);
    await page.keyboard.press('End');
    await expectFinished(page);
    expect(await page.getByTestId('answer').textContent()).toBe(answer);
    expect(await engines(app)).toEqual([]);
  });

  await test.step('after an edit a kept run says so, and brings its scenario back; undo takes it away again', async () => {
    await openEditor(page);
    await type(page, 'peerGroups[0].uploadBitrate', '400 kbps');
    await page.getByTestId('editor-close').click();
    await page.getByTestId('kept-runs').click();
    await expect(page.getByTestId('edited-since')).toHaveCount(2);
    await page.getByTestId('kept-run').first().getByRole('button', { name: 'Restore and show' }).click();
    await expect(page.getByTestId('kept-dialog')).toBeHidden();
    await expect(page.getByTestId('unsaved-mark')).toBeHidden();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(page.getByTestId('unsaved-mark')).toBeVisible();
    await page.getByRole('button', { name: /^Redo/ }).click();
  });

  await test.step('a picture dropped on the window is verified, and opens as a new document with its runs', async () => {
    await dropFile(page, 'progress.png', await readFile(picture));
    const dialog = page.getByTestId('stamp-dialog');
    await expect(dialog.getByTestId('stamped-run')).toHaveCount(2);
    await dialog.getByRole('button', { name: 'Verify all' }).click();
    await expect(dialog.getByText('Verified:')).toHaveCount(2, { timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Open as a new document' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByTestId('unsaved-mark')).toBeVisible();
    await page.keyboard.press('End');
    await expectFinished(page);
    expect(await page.getByTestId('answer').textContent()).toBe(answer);
  });

  await test.step('a file without a stamp is refused in words, and the document stays', async () => {
    await answerOpenDialog(app, file);
    await chooseMenu(app, 'File', 'Open from Export…');
    await expect(page.getByTestId('notices')).toContainText('there is no stamp of Swarm Lab in this file');
  });
});
