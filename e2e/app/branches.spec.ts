import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { readScenario, writeTo, type ScenarioFile } from './files';
import { chooseMenu, goTo, openFile, playFastest } from './hands';
import { expect, test, type Lab } from './lab';

/** A race that is over at once: 12 peers, 60 pieces; about a minute of the swarm's time. */
const small: ScenarioFile = {
  format: 'swarm-lab/scenario',
  version: 1,
  title: 'What if',
  seed: 1,
  content: { sizeBits: 60_000_000, pieceBits: 1_000_000 },
  server: { uploadBitrate: 4_000_000 },
  peerGroups: [{ name: 'students', count: 12, uploadBitrate: 1_000_000, downloadBitrate: null }],
  protocol: {},
};

const answer = (page: Page) => page.getByTestId('answer');
const finished = (page: Page, lane: string) => expect(page.getByTestId(`figure-${lane}`)).toHaveClass(/final/, { timeout: 60_000 });
const answerFor = (page: Page) => expect(answer(page)).toContainText('12');

/** Opens the scenario and runs it to its end. */
async function openAndRun(lab: Lab, file: string): Promise<void> {
  await openFile(lab.app, file);
  await goTo(lab.page, 'Swarm');
  await answerFor(lab.page);
  await playFastest(lab.page);
  await lab.page.getByTestId('run').click();
  await finished(lab.page, 'peer-to-peer');
  await finished(lab.page, 'client-server');
}

/** Goes to a share of the time bar by its keys. */
async function goToDigit(page: Page, digit: number): Promise<void> {
  await answer(page).click();
  await page.keyboard.press(String(digit));
}

/** What axe finds that hinders somebody. */
async function hindrances(page: Page): Promise<string[]> {
  // Electron opens no second page for axe to gather its results in.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

test('the server leaves in another future: both are raced, saved, opened again, and the moment is dragged', async ({ lab }, info) => {
  const { page, app } = lab;
  const file = await writeTo(info.outputPath('what-if.swarm.json'), small);
  await openAndRun(lab, file);
  const before = await page.getByTestId('figure-peer-to-peer').textContent();
  await goToDigit(page, 1);

  await page.getByTestId('what-if').click();
  const panel = page.getByTestId('what-if-panel');
  await panel.getByTestId('change-kind').selectOption('server-leaves');
  await expect(panel.getByTestId('branch-name')).toHaveValue(/^The server leaves at/);
  await panel.getByTestId('branch-name').fill('Alone');
  expect(await hindrances(page)).toEqual([]);
  await panel.getByTestId('start-branch').click();
  await expect(panel).toBeHidden();

  // It stands beside the swarm; the swarm's own run is still there.
  await expect(page.getByTestId('pane-branch')).toContainText('Alone');
  await expect(page.getByTestId('figure-peer-to-peer')).not.toHaveText('');
  await page.getByRole('button', { name: /^To the end/ }).click();
  await expect(page.getByTestId('figure-peer-to-peer')).toHaveText(before ?? '');
  await expect(page.getByTestId('hint')).toContainText('Alone');

  expect(await hindrances(page)).toEqual([]);

  // The moment is a mark that moves by keys and by hand; undo brings it back.
  const mark = page.getByTestId('change-0-0');
  const at = async () => Number(await mark.getAttribute('aria-valuenow'));
  const first = await at();
  await mark.focus();
  // The player goes there: the thumb of the bar stands under the pin, to the pixel.
  await page.keyboard.press('Enter');
  const middleOf = async (one: Locator) => ((box) => (box ? box.x + box.width / 2 : NaN))(await one.boundingBox());
  await expect.poll(async () => Math.abs((await middleOf(page.getByTestId('time-slider').getByRole('slider'))) - (await middleOf(mark)))).toBeLessThan(1);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(at).toBeGreaterThan(first);
  const second = await at();
  const box = (await mark.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width / 2, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + 8, { steps: 5 });
  await page.mouse.up();
  await expect.poll(at).toBeGreaterThan(second);
  await chooseMenu(app, 'Edit', 'Undo');
  await expect.poll(at).toBe(second);
  await expect(page.getByTestId('pane-branch')).toBeVisible();

  // Saved and opened again it is the same.
  await chooseMenu(app, 'File', 'Save');
  await expect.poll(async () => (await readScenario(file)).branches).toEqual([{ name: 'Alone', changes: [{ kind: 'server-leaves', atSeconds: second }] }]);
  expect(await readScenario(file)).not.toHaveProperty('changes');
  await openFile(app, file);
  await expect(mark).toBeVisible();
  expect(await at()).toBe(second);

  await mark.focus();
  await page.keyboard.press('Delete');
  await expect(mark).toBeHidden();
});

test('a script of the scenario is built on the time bar: peer 4 leaves, and comes back', async ({ lab }, info) => {
  const { page, app } = lab;
  const file = await writeTo(info.outputPath('what-if.swarm.json'), small);
  await openFile(app, file);
  await goTo(page, 'Swarm');
  await answerFor(page);
  for (const [kind, seconds] of [['leave', '10'], ['return', '20']] as const) {
    await page.getByTestId('what-if').click();
    const panel = page.getByTestId('what-if-panel');
    await panel.getByTestId('change-kind').selectOption(kind);
    await panel.locator('[data-path="changes[0].peer"]').fill('4');
    await panel.locator('[data-path="changes[0].atSeconds"]').fill(`${seconds} s`);
    await panel.getByTestId('change-where').selectOption('own');
    await panel.getByTestId('start-branch').click();
  }
  await expect(page.getByRole('slider', { name: 'In the scenario: Peer 4 leaves at 0:00:10' })).toBeVisible();
  await expect(page.getByRole('slider', { name: 'In the scenario: Peer 4 comes back at 0:00:20' })).toBeVisible();
  await chooseMenu(app, 'File', 'Save');
  await expect.poll(async () => (await readScenario(file)).changes).toEqual([{ kind: 'leave', atSeconds: 10, peer: 4 }, { kind: 'return', atSeconds: 20, peer: 4 }]);
  await playFastest(page);
  await page.getByTestId('run').click();
  await finished(page, 'peer-to-peer');
});
