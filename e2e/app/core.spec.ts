import type { ElectronApplication, Page } from '@playwright/test';
import { preset, writeTo } from './files';
import { field, openEditor, openFile, runToEnd, setPeers, type } from './hands';
import { expect, test } from './lab';

/** So large that it runs for minutes on any machine. */
async function longScenario(file: string): Promise<string> {
  const textbook = await preset('textbook-1000-peers');
  return writeTo(file, { ...textbook, content: { ...textbook.content, pieceBits: 5_000_000 } });
}

/** Process id of the engine, as a task manager shows it; null: there is none. */
const enginePid = (app: ElectronApplication): Promise<number | null> =>
  app.evaluate(({ app: main }) => main.getAppMetrics().find((process) => process.name === 'Swarm Lab engine' || process.serviceName === 'Swarm Lab engine')?.pid ?? null);

/** The run is under way: some of it has been computed and there is a way to stop it. */
async function expectUnderWay(page: Page): Promise<void> {
  await expect(page.getByTestId('cancel')).toBeVisible();
  await expect.poll(() => page.getByTestId('clock').textContent(), { timeout: 120_000 }).not.toBe('0:00:00');
}

/** Everything that the screen says about a finished race. */
const outcome = (page: Page): Promise<string[]> =>
  page.locator('[data-testid=answer], [data-testid^=figure-], [data-testid^=bound-], [data-testid=hint]').allTextContents();

test('a long run is cancelled at once, what was computed stays, and the next run works', async ({ lab: { app, page } }, info) => {
  await openFile(app, await longScenario(info.outputPath('long.swarm.json')));
  await expect(page.getByTestId('answer')).toHaveText('How long until all 1,000 have the file?');
  await page.keyboard.press('Space');
  await expectUnderWay(page);
  const engine = await enginePid(app);

  await page.getByTestId('cancel').click();
  await expect(page.getByTestId('run')).toHaveText('Run again');
  await expect(page.getByTestId('figure-peer-to-peer')).toHaveText(/^cancelled at \d[\d,]* of 1,000$/);
  await expect(page.getByTestId('document-name')).toHaveText('long.swarm.json');
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
  await page.keyboard.press('Home');
  await page.keyboard.press('.');
  // A cancel is no death: the engine hears it between two turns and is still the same.
  expect(await enginePid(app)).toBe(engine);
  await expect(page.getByTestId('notices')).toBeEmpty();

  await setPeers(page, 10);
  await runToEnd(page);
  await expect(page.getByTestId('answer')).toContainText('Peer-to-peer finished in');
});

test('the engine killed in the middle of a run: told, nothing lost, and the next run gives what an unharmed one gave', async ({ lab: { app, page } }, info) => {
  await openFile(app, await longScenario(info.outputPath('long.swarm.json')));
  await expect(page.getByTestId('document-name')).toHaveText('long.swarm.json');
  await setPeers(page, 10);
  await runToEnd(page);
  const unharmed = await outcome(page);
  await openEditor(page);
  await type(page, 'peerGroups[0].uploadBitrate', '800 kbit/s');
  await setPeers(page, 1000);
  await page.getByTestId('run').click();
  await expectUnderWay(page);

  const pid = await enginePid(app);
  expect(pid).not.toBeNull();
  process.kill(pid!, 'SIGKILL');
  const notice = page.getByTestId('notices');
  await expect(notice).toContainText('The engine that computes the runs has stopped');
  await expect(notice).toContainText('Your document is intact.');
  await expect(page.getByTestId('document-name')).toHaveText('long.swarm.json');
  await expect(page.getByTestId('unsaved-mark')).toBeVisible();
  await expect(field(page, 'peerGroups[0].uploadBitrate')).toHaveValue('800 kbit/s');
  await expect(page.getByTestId('run')).toBeEnabled();

  // Back to what an unharmed engine has computed, with a change between so that nothing is remembered.
  await type(page, 'peerGroups[0].uploadBitrate', '700 kbit/s');
  await type(page, 'peerGroups[0].count', '10');
  await page.getByTestId('run').click();
  await page.keyboard.press('Escape');
  await runToEnd(page);
  expect(await outcome(page)).toEqual(unharmed);
  const next = await enginePid(app);
  expect(next).not.toBeNull();
  expect(next).not.toBe(pid);
});

test('an engine that keeps dying is not started a fourth time unasked', async ({ lab: { app, page } }, info) => {
  await openFile(app, await longScenario(info.outputPath('long.swarm.json')));
  await expect(page.getByTestId('document-name')).toHaveText('long.swarm.json');
  await app.evaluate(({ dialog }) => {
    // Escape: leave it stopped.
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  for (let death = 0; death < 3; death += 1) {
    await page.getByTestId('run').click();
    await expect.poll(() => enginePid(app)).not.toBeNull();
    const pid = await enginePid(app);
    await expect(page.getByTestId('cancel')).toBeVisible();
    process.kill(pid!, 'SIGKILL');
    await expect(page.getByTestId('run')).toBeVisible();
    await expect.poll(() => enginePid(app)).toBeNull();
  }
  await page.getByTestId('run').click();
  await expect(page.getByTestId('notices')).toContainText('The engine was not started again');
  expect(await enginePid(app)).toBeNull();
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
  });
  await setPeers(page, 3);
  await runToEnd(page);
});
