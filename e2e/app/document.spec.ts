import { readFile } from 'node:fs/promises';
import { preset, readScenario, writeTo } from './files';
import { answerSaveDialog, chooseMenu, expectFinished, field, goTo, leaveBy, openEditor, openFile, runToEnd, type } from './hands';
import { expect, test, type Lab } from './lab';

/** Makes the first lab unsaved: 400 kbit/s for the students. */
async function change({ page }: Lab): Promise<void> {
  await openEditor(page);
  await type(page, 'peerGroups[0].uploadBitrate', '400 kbps');
  await expect(page.getByTestId('unsaved-mark')).toBeVisible();
}

/** Quits by the menu, without waiting: the app may have a question first. */
const askToQuit = ({ app }: Lab) => app.evaluate((electron) => void setTimeout(() => electron.app.quit()));

test('what is saved, quit and opened again is identical: scenario, screen, speed, seed and runs', async ({ launch }, info) => {
  const file = info.outputPath('report.swarm.json');
  const first = await launch();
  await openEditor(first.page);
  await type(first.page, 'peerGroups[0].uploadBitrate', '300 kbps');
  await type(first.page, 'content.pieceBits', '60 Mbit');
  await first.page.getByTestId('editor-close').click();
  await runToEnd(first.page);
  const answer = (await first.page.getByTestId('answer').textContent())!;
  expect(answer).toContain('Peer-to-peer finished in');
  await first.page.getByTestId('speed').click();
  await first.page.getByRole('menuitemradio', { name: '2×', exact: true }).click();
  await goTo(first.page, 'Compare');
  await answerSaveDialog(first.app, file);
  await chooseMenu(first.app, 'File', 'Save');
  await expect(first.page.getByTestId('unsaved-mark')).toBeHidden();
  await expect(first.page.getByTestId('document-name')).toHaveText('report.swarm.json');

  const saved = await readScenario(file);
  const { view, ...scenario } = saved;
  const original = await preset('textbook-30-students');
  expect(scenario).toEqual({
    ...original,
    content: { ...original.content, pieceBits: 60_000_000 },
    peerGroups: [{ ...original.peerGroups[0], uploadBitrate: 300_000 }],
  });
  expect(view).toMatchObject({
    screen: 'compare',
    speed: 2,
    runs: [
      { architecture: 'client-server', seed: 1 },
      { architecture: 'peer-to-peer', seed: 1 },
    ],
  });
  await first.quit();

  const second = await launch({ file, userData: first.userData });
  await expect(second.page.getByRole('main')).toHaveAttribute('data-screen', 'compare');
  await expect(second.page.getByTestId('document-name')).toHaveText('report.swarm.json');
  await expect(second.page.getByTestId('unsaved-mark')).toBeHidden();
  // The chosen runs are computed again from their seeds, and are the same.
  await expect(second.page.getByTestId('run-table').getByRole('row')).toHaveCount(3, { timeout: 120_000 });
  await goTo(second.page, 'Swarm');
  await expect(second.page.getByTestId('speed')).toHaveAccessibleName('Speed: 2×');
  await second.page.keyboard.press('End');
  await expectFinished(second.page);
  await expect(second.page.getByTestId('answer')).toHaveText(answer);
  await openEditor(second.page);
  await expect(field(second.page, 'peerGroups[0].uploadBitrate')).toHaveValue('300 kbit/s');
  await expect(field(second.page, 'content.pieceBits')).toHaveValue('60 Mbit');

  await goTo(second.page, 'Compare');
  const copy = info.outputPath('copy.swarm.json');
  await answerSaveDialog(second.app, copy);
  await chooseMenu(second.app, 'File', 'Save As…');
  await expect(second.page.getByTestId('document-name')).toHaveText('copy.swarm.json');
  expect(await readFile(copy, 'utf8')).toBe(await readFile(file, 'utf8'));
  await second.quit();
});

test('Save As writes another file and leaves the first alone; recent files open again', async ({ lab }, info) => {
  const { app, page } = lab;
  const first = await writeTo(info.outputPath('class', 'first.swarm.json'), await preset('textbook-10-peers'));
  const second = info.outputPath('class', 'second.swarm.json');
  await openFile(app, first);
  await expect(page.getByTestId('document-name')).toHaveText('first.swarm.json');
  await expect(page.getByTestId('answer')).toHaveText('How long until all 10 have the file?');
  const before = await readFile(first, 'utf8');
  await openEditor(page);
  await type(page, 'peerGroups[0].count', '12');
  await answerSaveDialog(app, null);
  await chooseMenu(app, 'File', 'Save As…');
  await expect(page.getByTestId('unsaved-mark')).toBeVisible();
  await answerSaveDialog(app, second);
  await chooseMenu(app, 'File', 'Save As…');
  await expect(page.getByTestId('document-name')).toHaveText('second.swarm.json');
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
  expect(await readFile(first, 'utf8')).toBe(before);
  expect((await readScenario(second)).peerGroups[0]?.count).toBe(12);

  await goTo(page, 'Start');
  const recent = page.getByRole('region', { name: 'Recent files' }).getByRole('button');
  await expect(recent).toHaveText(['second.swarm.jsonclass', 'first.swarm.jsonclass']);
  await recent.nth(1).click();
  await expect(page.getByTestId('document-name')).toHaveText('first.swarm.json');
  await expect(page.getByTestId('answer')).toHaveText('How long until all 10 have the file?');
});

test('quitting with unsaved edits asks: Cancel stays, Save saves and goes', async ({ lab }, info) => {
  const { app, page } = lab;
  await change(lab);
  const question = page.getByTestId('save-question');
  await askToQuit(lab);
  await expect(question).toContainText('Textbook: 30 students');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toBeHidden();
  await expect(field(page, 'peerGroups[0].uploadBitrate')).toHaveValue('400 kbit/s');

  // Escape is Cancel, and a dialog that is cancelled keeps the window open.
  await askToQuit(lab);
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await answerSaveDialog(app, null);
  await askToQuit(lab);
  await question.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(question).toBeHidden();
  await expect(page.getByTestId('unsaved-mark')).toBeVisible();

  const file = info.outputPath('kept.swarm.json');
  await answerSaveDialog(app, file);
  await askToQuit(lab);
  await leaveBy(app, question.getByRole('button', { name: 'Save', exact: true }));
  expect((await readScenario(file)).peerGroups[0]?.uploadBitrate).toBe(400_000);
});

test('quitting with unsaved edits and Don’t save goes, and leaves the file as it was', async ({ launch }, info) => {
  const file = await writeTo(info.outputPath('handed-out.swarm.json'), await preset('textbook-30-students'));
  const before = await readFile(file, 'utf8');
  const lab = await launch({ file });
  await change(lab);
  await askToQuit(lab);
  await leaveBy(lab.app, lab.page.getByTestId('save-question').getByRole('button', { name: 'Don’t save' }));
  expect(await readFile(file, 'utf8')).toBe(before);
});

test('opening another file over unsaved edits asks first', async ({ launch }, info) => {
  const mine = await writeTo(info.outputPath('mine.swarm.json'), await preset('textbook-30-students'));
  const other = await writeTo(info.outputPath('other.swarm.json'), await preset('textbook-10-peers'));
  const lab = await launch({ file: mine });
  const { app, page } = lab;
  const question = page.getByTestId('save-question');
  await change(lab);

  await openFile(app, other);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByTestId('document-name')).toHaveText('mine.swarm.json');
  await expect(field(page, 'peerGroups[0].uploadBitrate')).toHaveValue('400 kbit/s');

  await openFile(app, other);
  await question.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByTestId('document-name')).toHaveText('other.swarm.json');
  expect((await readScenario(mine)).peerGroups[0]?.uploadBitrate).toBe(400_000);

  await type(page, 'peerGroups[0].uploadBitrate', '500 kbps');
  await openFile(app, mine);
  await question.getByRole('button', { name: 'Don’t save' }).click();
  await expect(page.getByTestId('document-name')).toHaveText('mine.swarm.json');
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
  expect((await readScenario(other)).peerGroups[0]?.uploadBitrate).toBe(300_000);
});
