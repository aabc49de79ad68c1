import { readFile, readlink, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { ElectronApplication, Page } from '@playwright/test';
import { preset, writeTo, type ScenarioFile } from './files';
import { answerSaveDialog } from './hands';
import { expect, test } from './lab';
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

/** Process ids of the real peers' processes of the app. */
const realProcesses = (app: ElectronApplication): Promise<number[]> =>
  app.evaluate(({ app: main }) => main.getAppMetrics().filter(({ name }) => name === 'Swarm Lab real peers').map(({ pid }) => pid));

/** Ports on which a process listens, as the Linux kernel tells. */
async function listeningOf(pid: number): Promise<string[]> {
  const links = await Promise.all((await readdir(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
  const inodes = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').map((line) => line.trim().split(/\s+/));
  return lines.flatMap(([, local = '', , state, , , , , , inode = '']) => (state === '0A' && inodes.has(inode) ? [local] : []));
}

/** Of them, those that anybody listens on. */
async function stillOpen(ports: readonly string[]): Promise<string[]> {
  const text = await readFile('/proc/net/tcp', 'utf8');
  return ports.filter((port) => text.split('\n').some((line) => line.includes(` ${port} `) && line.includes(' 0A ')));
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Folders of copies that a process has made. */
const foldersOf = async (pid: number): Promise<string[]> => (await readdir(tmpdir())).filter((name) => name.startsWith(`swarm-lab-peers-${pid}-`));

async function startReal(page: Page, expectsGuests: boolean): Promise<void> {
  await page.getByTestId('real').click();
  await expect(page.getByTestId('real-scale')).toBeVisible({ timeout: 30_000 });
  if (expectsGuests) await page.getByTestId('real-guests').check();
  await page.getByTestId('real-start').click();
  await expect(page.getByTestId('real-strip').getByRole('progressbar')).toBeVisible({ timeout: 30_000 });
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

  await page.getByTestId('pane-real').getByRole('listbox').focus();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
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
  await expect(page.getByTestId('decision-card')).toHaveAttribute('data-kind', /^(round|free-slot|optimistic)$/);

  await theThreeAnswers(page);

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
