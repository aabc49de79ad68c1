import { readFile } from 'node:fs/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { preset, readScenario, writeTo, type ScenarioFile } from './files';
import { answerSaveDialog, chooseMenu, openFile } from './hands';
import { expect, test } from './lab';
import { foldersOf, isThere, listeningOf, realProcesses, stillOpen } from './realProcess';
import { show } from './screens';

/** Over in the shortest time that a real run takes, about 15 s. */
async function smallScenario(): Promise<ScenarioFile> {
  const scenario = await preset('textbook-10-peers');
  const [group] = scenario.peerGroups;
  return {
    ...scenario,
    title: 'Two real peers',
    content: { sizeBits: 24e6, pieceBits: 1e6 },
    server: { ...scenario.server, uploadBitrate: 4e6 },
    peerGroups: [{ ...group!, count: 2, uploadBitrate: 2e6, downloadBitrate: null }],
  };
}

async function startReal(page: Page, expectsGuests: boolean): Promise<void> {
  await page.getByTestId('real').click();
  await expect(page.getByTestId('real-scale')).toBeVisible({ timeout: 30_000 });
  if (expectsGuests) await page.getByTestId('real-guests').check();
  await page.getByTestId('real-start').click();
  await expect(page.getByTestId('real-strip').getByRole('progressbar')).toBeVisible({ timeout: 30_000 });
}

/** On the drawing of the sockets. */
async function selectPeer(page: Page, peer: number): Promise<void> {
  await page.getByTestId('pane-real').getByRole('listbox').focus();
  await page.keyboard.press('Home');
  for (let at = 0; at < peer; at++) await page.keyboard.press('ArrowRight');
}

/** The run over sockets is kept with the document, its size told before, and saved. */
async function keepReal(app: ElectronApplication, page: Page): Promise<void> {
  await page.getByTestId('kept-runs').click();
  // Those that were computed come before it.
  const run = page.getByTestId('keepable-run').last();
  await expect(run).toContainText(/\d kB/);
  await run.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByTestId('kept-run')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await chooseMenu(app, 'File', 'Save');
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
}

/** Theory, simulation and sockets stand side by side after a run with two peers; more of them can be measured, and need not. */
async function theThreeAnswers(page: Page): Promise<void> {
  await expect(page.getByTestId('answer')).toHaveText(/^2 real peers took/);
  await show(page, 'compare');
  await page.getByTestId('compare-signature').click();
  await expect(page.getByTestId('deviation')).toHaveText(/^2 real peers took .*simulat.* bound/);
  await expect(page.getByTestId('answer-table').getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('img', { name: /Chart: Distribution time: three answers/ })).toHaveAccessibleName(/Peer-to-peer bound: .*Real sockets, runs: .* at N = 2/);
  await expect(page.getByRole('img', { name: /Chart: Progress over time/ })).toHaveAccessibleName(/Peer-to-peer: from .*Real sockets: from .*Peer-to-peer bound at/);
  await page.getByTestId('measure').click();
  await expect(page.getByTestId('measuring')).toContainText('over real sockets', { timeout: 30_000 });
  await page.getByTestId('measure-cancel').click();
  await expect(page.getByTestId('measure')).toBeEnabled();
  await expect(page.getByTestId('answer-table').getByRole('row')).toHaveCount(3);
  await show(page, 'swarm');
}

test('a real swarm runs beside the simulated one, is killed and healed, stopped, and leaves no process and no port', async ({ launch }, info) => {
  test.setTimeout(240_000);
  const file = await writeTo(info.outputPath('small.swarm.json'), await smallScenario());
  const { app, page } = await launch({ file, size: { width: 1280, height: 800 } });
  const status = page.getByTestId('real-status');

  await startReal(page, false);
  await expect(status).toHaveText(/^[1-9]\d? %/, { timeout: 30_000 });
  const [pid] = await realProcesses(app);
  const ports = await listeningOf(pid!);
  // The tracker, the server and two peers; nothing but 127.* (little-endian, so at the end).
  expect(ports.length).toBe(4);
  for (const port of ports) expect(port).toMatch(/^[0-9A-F]{6}7F:/);

  // The tracker is an actor with a log; it can be stopped, and comes back on the same port.
  await page.getByTestId('real-tracker').click();
  await expect(page.getByTestId('tracker-log')).toContainText('joins and is given');
  await page.getByTestId('tracker-stop').click();
  await expect(page.getByTestId('tracker-state')).toHaveText('stopped');
  await page.getByTestId('tracker-start').click();
  await expect(page.getByTestId('tracker-state')).toHaveText('running');
  await expect(page.getByTestId('tracker-log')).toContainText('The tracker is stopped');

  await selectPeer(page, 2);
  const kill = page.getByTestId('real-kill');
  await kill.click();
  await expect(page.getByTestId('real-restart')).toBeVisible();
  await page.getByTestId('real-restart').click();
  await expect(kill).toBeVisible();
  await expect(page.getByTestId('real-copies')).toHaveText('All 2 copies are equal, byte for byte.', { timeout: 120_000 });
  await expect.poll(() => realProcesses(app)).toEqual([]);
  expect(await stillOpen(ports)).toEqual([]);

  // What the peer saw when it decided is known also afterwards.
  await page.getByTestId('detail-why').click();
  const card = page.getByTestId('decision-card');
  await page.keyboard.press('End');
  await expect(card).toHaveAttribute('data-kind', /^(round|free-slot|optimistic)$/);
  const why = await card.innerText();
  await keepReal(app, page);
  expect((await readScenario(file)).keptRuns).toMatchObject([{ architecture: 'real', decisions: expect.any(String) }]);

  await theThreeAnswers(page);

  // Opened again the run is there, plays, and answers the same; who asks for more is told what cannot be had.
  await openFile(app, file);
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
  await page.getByTestId('rival-real').click();
  await page.keyboard.press('End');
  await selectPeer(page, 2);
  await page.getByTestId('detail-why').click();
  await expect(card).toHaveText(why, { useInnerText: true });
  await page.getByTestId('kept-runs').click();
  const keptRun = page.getByTestId('kept-run');
  await keptRun.getByRole('button', { name: 'Verify' }).click();
  await expect(keptRun).toContainText('Real peers never do exactly the same twice');
  await page.keyboard.press('Escape');

  // Once more, for outside clients: the torrent can be had, and the end comes with Stop.
  await startReal(page, true);
  const [again] = await realProcesses(app);
  const others = await listeningOf(again!);
  const torrent = info.outputPath('swarm.torrent');
  await answerSaveDialog(app, torrent);
  await page.getByTestId('real-join').click();
  await page.getByTestId('real-torrent').click();
  await expect.poll(() => readFile(torrent, 'latin1').catch(() => '')).toContain('8:announce');
  await page.keyboard.press('Escape');
  await page.getByTestId('real-stop').click();
  await expect.poll(() => isThere(again!), { timeout: 5_000, intervals: [50] }).toBe(false);
  expect(await stillOpen(others)).toEqual([]);
  await expect(status).toHaveText('Stopped. What had arrived can be watched.');

  // A process that dies is reported at once; the next one clears away what it has left.
  await startReal(page, false);
  const [victim] = await realProcesses(app);
  process.kill(victim!, 'SIGKILL');
  await expect(status).toHaveText('The real run has failed.', { timeout: 2_000 });
  await startReal(page, false);
  const [last] = await realProcesses(app);
  await expect.poll(() => foldersOf(last!)).toHaveLength(1);
  expect(await foldersOf(victim!)).toEqual([]);
  await app.close();
  expect(isThere(last!)).toBe(false);
  expect(await foldersOf(last!)).toEqual([]);
});
