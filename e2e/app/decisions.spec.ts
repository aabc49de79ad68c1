import type { Locator, Page, TestInfo } from '@playwright/test';
import { preset, writeTo } from './files';
import { openFile, runToEnd } from './hands';
import { expect, test } from './lab';
import { setLanguage } from './screens';

test.use({ labOptions: { size: { width: 1700, height: 1000 } } });

/** Fast and slow peers: who gives more is served first, and one can tell. */
async function mixedSwarm(info: TestInfo): Promise<string> {
  const scenario = await preset('textbook-10-peers');
  const [group] = scenario.peerGroups;
  if (!group) throw new Error('the textbook has a group of peers');
  return writeTo(info.outputPath('mixed.swarm.json'), {
    ...scenario,
    content: { sizeBits: 80e6, pieceBits: 1e6 },
    server: { ...scenario.server, uploadBitrate: 2e6 },
    peerGroups: [{ ...group, name: 'fast', count: 6, uploadBitrate: 1.2e6, downloadBitrate: null }, { ...group, name: 'slow', count: 8, uploadBitrate: 3e5, downloadBitrate: 2e6 }],
  });
}

const card = (page: Page): Locator => page.getByTestId('decision-card');
const lines = (page: Page): Locator => page.getByTestId('candidates').locator('tbody tr');
const cells = async (line: Locator): Promise<string[]> => (await line.locator('th, td').allTextContents()).map((text) => text.trim());
const bitrate = (text: string): number => Number.parseFloat(text) * (text.includes('Mbit') ? 1e6 : text.includes('kbit') ? 1e3 : 1);

/** The events that a search finds; all of them speak of that. */
async function findEvents(page: Page, search: string, speakOf: string): Promise<Locator> {
  await page.getByTestId('event-search').fill(search);
  const found = page.getByTestId('event-list').getByRole('option');
  await expect(found.filter({ hasNotText: speakOf })).toHaveCount(0);
  await expect(found.first()).toBeVisible();
  return found;
}

test('a choke round shows the four that gave most with their rates, and leads to what came of it', async ({ lab: { app, page } }, info) => {
  await openFile(app, await mixedSwarm(info));
  await runToEnd(page);
  await page.getByTestId('views').click();
  await page.getByTestId('view-toggle-events').click();
  await page.keyboard.press('Escape');

  await test.step('stop at a round of peer 3: the card has the candidates as the algorithm saw them', async () => {
    const rounds = await findEvents(page, '3 reviews', 'reviews');
    const count = await rounds.count();
    expect(count).toBeGreaterThan(3);
    await rounds.nth(Math.floor(count / 2)).click();
    await expect(card(page)).toHaveAttribute('data-kind', 'round');
    await expect(card(page).getByRole('heading', { level: 3 })).toHaveText(/^Choke round of Peer 3 \(A\), 0:0\d:\d\d$/);
    await expect(card(page)).toContainText('10 s review. In the last 20 s');
    await expect(card(page)).toContainText('gave most; Peer 3 (A) unchokes those 4.');
  });

  const byRank: string[] = [];
  await test.step('the table ranks them: the first four have the slots, none below them gave more', async () => {
    const table = await Promise.all((await lines(page).all()).map(cells));
    const rates = table.map(([, , rate = '']) => bitrate(rate));
    expect(rates).toEqual([...rates].sort((a, b) => b - a));
    expect(table.map(([, rank]) => Number(rank)).slice(0, 4)).toEqual([1, 2, 3, 4]);
    for (const [at, [peer = '', , , slot = '']] of table.entries()) {
      expect(slot.endsWith('by rank'), `${peer}: ${slot}`).toBe(at < 4);
      if (at < 4) byRank.push(peer);
    }
    expect(rates[3]).toBeGreaterThan(0);
  });

  await test.step('“led to” goes to what the round did: time, peer and event follow in all views', async () => {
    const clock = await page.getByTestId('clock').textContent();
    const first = page.getByTestId('led-to').getByRole('button').first();
    const text = ((await first.textContent()) ?? '').trim().replace(/^\S+\s+/, '');
    expect(text).toMatch(/^Peer 3 \(A\) (un)?chokes Peer \d+ \([AB]\)$/);
    await first.click();
    await expect(card(page).locator('.event')).toHaveText(text);
    await expect(page.getByTestId('clock')).toHaveText(clock!);
    await page.getByTestId('event-clear').click();
    await expect(page.getByTestId('event-list').getByRole('option', { selected: true })).toContainText('chokes');
  });

  await test.step('the card of a transfer says why that piece', async () => {
    const transfers = await findEvents(page, '3 begins', 'begins to receive');
    await transfers.first().click();
    await expect(card(page)).toHaveAttribute('data-kind', 'piece');
    await expect(card(page).getByRole('heading', { level: 3 })).toHaveText(/^Why piece \d+\? Peer \d+ \([AB]\) asks (Peer \d+ \([AB]\)|Server), 0:0\d:\d\d$/);
    await expect(page.getByTestId('candidates').locator('tr[data-chosen=true]')).toContainText('chosen');
  });
});

test('of a peer one may ask whom it serves, who serves it and why its piece, in both languages', async ({ lab: { app, page } }, info) => {
  await openFile(app, await mixedSwarm(info));
  await runToEnd(page);
  await page.keyboard.press('1');
  await page.getByTestId('pane-peer-to-peer').getByRole('listbox').focus();
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  await page.getByTestId('detail-why').click();
  await expect(card(page)).toHaveAttribute('data-kind', 'round');
  await page.getByTestId('ask-served').click();
  await expect(card(page)).toHaveAttribute('data-kind', /^(round|free-slot|optimistic)$/);
  await page.getByTestId('ask-piece').click();
  await expect(card(page)).toHaveAttribute('data-kind', 'piece');
  await expect(card(page)).toContainText('Why piece');
  await setLanguage(page, 'ko');
  await expect(card(page)).toContainText('왜 조각');
});
