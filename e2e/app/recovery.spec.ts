import type { ElectronApplication, Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { preset, readScenario, writeTo } from './files';
import { answerSaveDialog, chooseMenu, field, goTo, openEditor, type } from './hands';
import { expect, test, type Lab } from './lab';

/** Names of the recovery copies in a user folder. */
const copiesIn = (userData: string): Promise<string[]> => readdir(path.join(userData, 'recovery')).catch(() => []);

/** Native questions are answered with that button from now on, and kept to be read. */
function answerQuestions(app: ElectronApplication, button: number): Promise<void> {
  return app.evaluate(({ dialog }, response) => {
    const asked = ((globalThis as { asked?: string[] }).asked ??= []);
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.push((args.at(-1) as { message: string }).message);
      return Promise.resolve({ response, checkboxChecked: false });
    };
  }, button);
}
const questions = (app: ElectronApplication): Promise<string[]> => app.evaluate(() => (globalThis as { asked?: string[] }).asked ?? []);

/** The user comes back to the window. */
const focus = (app: ElectronApplication): Promise<void> => app.evaluate(({ BrowserWindow }) => void BrowserWindow.getAllWindows()[0]?.emit('focus'));

/** In the window of the main process: a page that crashed has another one behind Playwright's back. */
const inWindow = (app: ElectronApplication, expression: string): Promise<unknown> =>
  app.evaluate(({ BrowserWindow }, code) => BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code), expression);

/** Drops a file as a file manager does: only so it has a place on the disk. */
async function dropOn(page: Page, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const kind of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type: kind, x: 640, y: 400, data });
  await session.detach();
}

async function startAgain({ app, userData }: Lab, file: string): Promise<{ readonly code: unknown; readonly ms: number }> {
  const [executable = '', ...args] = await app.evaluate(() => process.argv);
  const at = performance.now();
  const flags = args.filter((one) => one.startsWith('--') && !one.startsWith('--remote-debugging') && !one.startsWith('--inspect') && !one.startsWith('--user-data-dir'));
  const second = spawn(executable, [...flags, `--user-data-dir=${userData}`, path.resolve(import.meta.dirname, '../..'), file], { stdio: 'ignore', env: { ...process.env, DISPLAY: await app.evaluate(() => process.env.DISPLAY ?? '') } });
  const [code] = await once(second, 'exit');
  return { code, ms: performance.now() - at };
}

test('killed while editing: the file is untouched, the next start offers the work, and saved it leaves nothing behind', async ({ launch }, info) => {
  const file = await writeTo(info.outputPath('class', 'lab.swarm.json'), await preset('textbook-30-students'));
  const before = { text: await readFile(file, 'utf8'), mtimeMs: (await stat(file)).mtimeMs };
  const first = await launch({ file });
  await openEditor(first.page);
  await type(first.page, 'peerGroups[0].uploadBitrate', '400 kbps');
  await expect.poll(() => copiesIn(first.userData)).toHaveLength(1);
  const [copy = ''] = await copiesIn(first.userData);
  expect((await stat(path.join(first.userData, 'recovery', copy))).mode & 0o777).toBe(0o600);
  const gone = once(first.app.process(), 'exit');
  first.app.process().kill('SIGKILL');
  await gone;
  expect(await readFile(file, 'utf8')).toBe(before.text);
  expect((await stat(file)).mtimeMs).toBe(before.mtimeMs);
  expect(await readdir(path.dirname(file))).toEqual(['lab.swarm.json']);

  const second = await launch({ userData: first.userData });
  const { page } = second;
  const offer = page.getByTestId('recovery');
  await expect(offer).toContainText('lab.swarm.json');
  await expect(offer).toContainText('In “class”');
  await offer.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByTestId('comparison')).toContainText('One thing differs from the file');
  await expect(page.getByTestId('comparison').getByRole('listitem')).toHaveText(['students: Upload rate uᵢ: 700 kbit/s → 400 kbit/s']);
  await offer.getByRole('button', { name: 'Decide later' }).click();
  await goTo(page, 'Start');
  await page.getByTestId('recovered-work').getByRole('button').click();
  await offer.getByRole('button', { name: 'Restore' }).click();
  await expect(offer).toBeHidden();
  await expect(page.getByTestId('document-name')).toHaveText('lab.swarm.json');
  await expect(page.getByTestId('unsaved-mark')).toBeVisible();
  await openEditor(page);
  await expect(field(page, 'peerGroups[0].uploadBitrate')).toHaveValue('400 kbit/s');
  await chooseMenu(second.app, 'File', 'Save');
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
  expect((await readScenario(file)).peerGroups[0]?.uploadBitrate).toBe(400_000);
  await expect.poll(() => copiesIn(first.userData)).toEqual([]);

  // One app for a user folder: another start gives its file to this one and ends.
  const other = await writeTo(info.outputPath('other.swarm.json'), await preset('textbook-10-peers'));
  const { code, ms } = await startAgain(second, other);
  expect(code).toBe(0);
  info.annotations.push({ type: 'second start', description: `ended after ${Math.round(ms)} ms` });
  await expect(page.getByTestId('document-name')).toHaveText('other.swarm.json');
});

test('another program at the file, a disk that refuses and a window that crashes: asked or told, and the work is there', async ({ launch }, info) => {
  const scenario = await preset('textbook-30-students');
  const file = await writeTo(info.outputPath('class', 'lab.swarm.json'), scenario);
  const lab = await launch({ file });
  const { app, page } = lab;
  const upload = field(page, 'peerGroups[0].uploadBitrate');
  await openEditor(page);
  await type(page, 'peerGroups[0].uploadBitrate', '400 kbps');

  // Dropped from the desktop, with its place: another one, and back (nobody asks, as nothing is unsaved after the undo).
  await chooseMenu(app, 'Edit', 'Undo');
  const other = await writeTo(info.outputPath('class', 'other.swarm.json'), await preset('textbook-10-peers'));
  for (const dropped of [other, file]) {
    await dropOn(page, dropped);
    await expect(page.getByTestId('document-name')).toHaveText(path.basename(dropped));
  }
  await type(page, 'peerGroups[0].uploadBitrate', '400 kbps');

  // Load From Disk, the first button: theirs is shown, undo brings back ours.
  await answerQuestions(app, 0);
  await writeTo(file, { ...scenario, peerGroups: [{ ...scenario.peerGroups[0]!, uploadBitrate: 900_000 }] });
  await focus(app);
  await expect(upload).toHaveValue('900 kbit/s');
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
  expect(await questions(app)).toEqual(['lab.swarm.json was changed by another program.']);
  await chooseMenu(app, 'Edit', 'Undo');
  await expect(upload).toHaveValue('400 kbit/s');

  // Cancel, the last button of the question before a save: theirs stays.
  await answerQuestions(app, 3);
  const theirs = JSON.stringify({ ...scenario, seed: 5 });
  await writeFile(file, theirs);
  await chooseMenu(app, 'File', 'Save');
  await expect.poll(() => questions(app).then((all) => all.length)).toBe(2);
  await expect(page.getByTestId('unsaved-mark')).toBeVisible();
  expect(await readFile(file, 'utf8')).toBe(theirs);

  await rm(file);
  await focus(app);
  await expect(page.getByTestId('notices')).toContainText(`${path.join('class', 'lab.swarm.json')} is no longer there`);
  await chooseMenu(app, 'File', 'Save');
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
  expect((await readScenario(file)).peerGroups[0]?.uploadBitrate).toBe(400_000);

  // A read-only file: the reason, the way out, and the work kept meanwhile.
  await chmod(file, 0o444);
  await type(page, 'peerGroups[0].uploadBitrate', '500 kbps');
  await chooseMenu(app, 'File', 'Save');
  const notice = page.getByTestId('notices').locator('.notice').filter({ hasText: 'was not saved: the file is read-only.' });
  await expect(notice).toContainText(path.join('class', 'lab.swarm.json'));
  const elsewhere = path.join(info.outputPath('elsewhere'), 'lab.swarm.json');
  await mkdir(path.dirname(elsewhere));
  await answerSaveDialog(app, elsewhere);
  await notice.getByRole('button', { name: 'Save As…' }).click();
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
  expect((await readScenario(elsewhere)).peerGroups[0]?.uploadBitrate).toBe(500_000);

  // The window crashes; Load It Again gives back what no file has.
  await type(page, 'peerGroups[0].uploadBitrate', '600 kbps');
  lab.complaints.expectMatching(/the window crashed/);
  await answerQuestions(app, 0);
  await app.evaluate(({ BrowserWindow }) => new Promise<void>((resolve) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    contents?.once('did-finish-load', () => resolve());
    contents?.forcefullyCrashRenderer();
  }));
  await expect.poll(() => inWindow(app, 'document.body.dataset.ready')).toBe('yes');
  expect(await questions(app)).toContain('The window has stopped working.');
  expect(await inWindow(app, `document.querySelector('[data-testid=unsaved-mark]') !== null && document.querySelector('[data-testid=notices]').textContent`)).toContain('Your unsaved work on “lab.swarm.json” is back.');
});
