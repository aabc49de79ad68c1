import type { Locator, Page, TestInfo } from '@playwright/test';
import { PNG } from 'pngjs';
import { preset, writeTo } from './files';
import { openFile, runToEnd } from './hands';
import { expect, test } from './lab';

/** Wide enough for all views beside one another. */
const size = { width: 1700, height: 1000 };

async function showEvents(page: Page): Promise<void> {
  await page.getByTestId('views').click();
  await page.getByTestId('view-toggle-events').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('view-events')).toBeVisible();
}

const events = (page: Page): Locator => page.getByTestId('event-list').getByRole('option');
const selected = (page: Page): Locator => page.getByTestId('event-list').getByRole('option', { selected: true });
const network = (page: Page): Locator => page.getByTestId('pane-peer-to-peer').getByRole('listbox').getByRole('option');
const matrix = (page: Page): Locator => page.getByTestId('view-matrix').getByRole('listbox').getByRole('option');
const inspector = (page: Page): Locator => page.getByTestId('view-inspector').getByRole('complementary');

/** Time, and the peers that it names, of an event as it is read aloud. */
async function read(event: Locator): Promise<{ readonly time: string; readonly text: string; readonly peer: string }> {
  const label = (await event.getAttribute('aria-label')) ?? '';
  const [, time = '', text = ''] = /^(\S+) (.*)$/.exec(label) ?? [];
  return { time, text, peer: /Peer \d+|Server/.exec(text)?.[0] ?? '' };
}

/** A swarm so small that every event matters; its server leaves once it has given so many copies; null: it stays. */
async function smallSwarm(info: TestInfo, peers: number, copies: number | null): Promise<string> {
  const scenario = await preset('server-leaves-early');
  const server = { ...scenario.server, leaveAfterCopies: copies };
  return writeTo(info.outputPath('small.swarm.json'), { ...scenario, server, peerGroups: scenario.peerGroups.map((group) => ({ ...group, count: peers })) });
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let at = 0; at < times; at++) await page.keyboard.press(key);
}

/** What the clock and two views show. */
interface Picture {
  readonly clock: string;
  readonly pictures: readonly PNG[];
}

/** Of 255: edges that are drawn anew over what was there before differ by less, which nobody sees. */
const UNSEEN = 12;

/** The largest difference of any colour of any pixel; where the clocks or sizes differ, more than there can be. */
function difference(one: Picture, other: Picture): number {
  if (one.clock !== other.clock) return 256;
  return Math.max(
    ...one.pictures.map(({ data, width }, at) => {
      const theirs = other.pictures[at]!;
      return theirs.width === width && theirs.data.length === data.length ? data.reduce((most, value, byte) => Math.max(most, Math.abs(value - theirs.data[byte]!)), 0) : 256;
    }),
  );
}

test.describe('in a wide window', () => {
  test.use({ labOptions: { size } });

  test('what is selected in one view is selected in all of them', async ({ lab: { page } }) => {
    await runToEnd(page);
    await showEvents(page);
    await page.keyboard.press('3');
    await expect(page.getByTestId('clock')).toHaveText('1:15:00');

    await test.step('a peer, in the network', async () => {
      await page.getByTestId('pane-peer-to-peer').getByRole('listbox').focus();
      await press(page, 'Home', 1);
      await press(page, 'ArrowRight', 4);
      await expect(network(page)).toContainText('Peer 4,');
      await expect(matrix(page)).toContainText('Peer 4,');
      await expect(inspector(page)).toContainText('Peer 4');
      await expect(page.getByTestId('event-only-peer')).toHaveText('Only Peer 4');
    });
    await test.step('an event, in the list: its time, its peer and why', async () => {
      const event = await read(events(page).nth(5));
      await events(page).nth(5).click();
      await expect(page.getByTestId('clock')).toHaveText(event.time);
      await expect(network(page)).toContainText(`${event.peer},`);
      await expect(matrix(page)).toContainText(`${event.peer},`);
      await expect(page.getByTestId('detail-why')).toHaveAttribute('aria-pressed', 'true');
      expect((await read(selected(page))).text).toBe(event.text);
    });
    await test.step('the next and the last event, by the arrow keys of the list', async () => {
      await page.getByTestId('event-list').focus();
      const before = await read(selected(page));
      await page.keyboard.press('ArrowDown');
      await expect.poll(async () => (await read(selected(page))).text).not.toBe(before.text);
      await page.keyboard.press('ArrowUp');
      await expect.poll(async () => (await read(selected(page))).text).toBe(before.text);
      await page.keyboard.press('End');
      await expect(selected(page)).toHaveAccessibleName(/The run ends/);
      await expect(page.getByTestId('figure-peer-to-peer')).toHaveClass(/final/);
    });
    await test.step('a moment, in a chart: the list goes there, and lets go of its event', async () => {
      const chart = (await page.getByTestId('chart-progress').locator('canvas').boundingBox())!;
      await page.mouse.click(chart.x + chart.width / 3, chart.y + chart.height / 2);
      await expect(selected(page)).toHaveCount(0);
      const clock = (await page.getByTestId('clock').textContent())!;
      const present = page.locator(`[id="${(await page.getByTestId('event-list').getAttribute('aria-activedescendant'))!}"]`);
      expect((await read(present)).time.slice(0, -1)).toBe(clock.slice(0, -1));
    });
    await test.step('a peer, in the table of pieces; Escape lets go of everything', async () => {
      await page.getByTestId('view-matrix').getByRole('listbox').focus();
      await page.keyboard.press('End');
      await expect(network(page)).toContainText('Peer 30,');
      await expect(page.getByTestId('event-only-peer')).toHaveText('Only Peer 30');
      await page.keyboard.press('Escape');
      await expect(network(page)).toHaveCount(0);
      await expect(page.getByTestId('event-only-peer')).toHaveCount(0);
    });
  });

  test('filters, search and the keys for the next of a kind find events', async ({ lab: { page } }) => {
    await runToEnd(page);
    await showEvents(page);
    await page.keyboard.press('4');
    const count = page.getByTestId('event-count');
    const number = async () => Number(((await count.textContent()) ?? '').split(' ')[0]?.replaceAll(',', ''));
    const all = await number();
    const texts = () => events(page).evaluateAll((lines) => lines.map((line) => line.getAttribute('aria-label') ?? ''));

    await page.getByTestId('event-group-chokes').click();
    await expect.poll(number).toBeLessThan(all);
    for (const text of await texts()) expect(text).toMatch(/ (un)?chokes | reviews whom /);
    const chokes = await number();
    await page.getByTestId('event-search').fill('unchokes 7 optimistic');
    await expect.poll(number).toBeLessThan(chokes);
    for (const text of await texts()) expect(text).toMatch(/^\S+ (Peer 7 unchokes .*|.* unchokes Peer 7) \(optimistic\)$/);
    await page.getByTestId('event-search').fill('penguin');
    await expect(page.getByTestId('view-events')).toContainText('No event is like that.');
    await page.getByTestId('event-clear').click();
    await expect.poll(number).toBe(all);

    await test.step('] goes to the next event of the same kind, [ back', async () => {
      await page.getByTestId('event-search').fill('tracker');
      await expect.poll(number).toBeLessThan(all);
      await page.getByTestId('event-list').focus();
      await page.keyboard.press('Home');
      const kindOf = async () => (await read(selected(page))).text.replace(/(Peer \d+|Server|\d+)/g, '*').replace(/ \(.*/, '');
      const kind = await kindOf();
      const first = await read(selected(page));
      await press(page, ']', 3);
      expect(await kindOf()).toBe(kind);
      expect((await read(selected(page))).text).not.toBe(first.text);
      await press(page, '[', 3);
      expect((await read(selected(page))).text).toBe(first.text);
      await page.keyboard.press('[');
      await expect(page.getByText('No earlier event of this kind.')).toBeVisible();
    });
    await test.step('running until a peer is choked, and until it has the whole file, stops there', async () => {
      await page.getByTestId('event-clear').click();
      await page.keyboard.press('Home');
      await page.keyboard.press('u');
      await page.getByTestId('choked-peer').fill('5');
      await page.getByTestId('until-at-once').click();
      await expect(selected(page)).toHaveAccessibleName(/ chokes Peer 5 \(/);
      await page.keyboard.press('u');
      await page.getByTestId('completed-peer').fill('5');
      await page.getByTestId('until-at-once').click();
      await expect(selected(page)).toHaveAccessibleName(/ Peer 5 has the whole file$/);
      await page.keyboard.press('0');
    });
    await test.step('Shift ] goes on with the same peer', async () => {
      await events(page).nth(3).click();
      const peer = (await page.getByTestId('event-only-peer').textContent())!.trim().replace('Only ', '');
      for (let step = 0; step < 4; step++) {
        await page.keyboard.press('Shift+BracketRight');
        await expect(selected(page)).toHaveAccessibleName(new RegExp(`${peer}\\b`));
        await expect(network(page)).toContainText(`${peer},`);
      }
    });
  });

  test('one copy left: the run stops where the server leaves with all but one copy of a piece', async ({ lab: { app, page } }, info) => {
    await openFile(app, await smallSwarm(info, 6, 1));
    await expect(page.getByTestId('peer-count')).toHaveText('6');
    await showEvents(page);
    await page.keyboard.press('u');
    await page.getByTestId('until-lastCopy').check();
    await page.getByTestId('until-play').click();
    await expect(selected(page)).toHaveAccessibleName(/ Server leaves \(it gave its copies\)$/, { timeout: 60_000 });
    await expect(page.getByTestId('play')).toHaveAccessibleName('Play (Space)');
    await expect(page.getByTestId('clock')).toHaveText((await read(selected(page))).time.replace(/\.\d$/, ''));
    await expect(page.getByTestId('view-matrix')).toContainText(/Server, piece \d+: .* copies online: 1\D/);
    const stopped = (await page.getByTestId('clock').textContent())!;

    await test.step('at once, from the start, it stops at the same event', async () => {
      await page.keyboard.press('Home');
      await expect(page.getByTestId('clock')).toHaveText('0:00:00');
      await page.keyboard.press('u');
      await page.getByTestId('until-lastCopy').check();
      await page.getByTestId('until-at-once').click();
      await expect(selected(page)).toHaveAccessibleName(/ Server leaves \(it gave its copies\)$/);
      await expect(page.getByTestId('clock')).toHaveText(stopped);
    });
    await test.step('a stall: nobody can get the pieces that nobody holds', async () => {
      await page.keyboard.press('u');
      await page.getByTestId('until-stall').check();
      await page.getByTestId('until-at-once').click();
      await expect(page.getByTestId('figure-peer-to-peer')).toHaveText('stuck at 0 of 6');
      await expect(selected(page)).toHaveCount(1);
    });
    await test.step('what does not happen any more is said', async () => {
      await page.keyboard.press('u');
      await page.getByTestId('until-play').click();
      await expect(page.getByText(/^That does not happen any more in this run: .* has the whole file\.$/)).toBeVisible();
    });
  });

  test('the same moment looks the same however one got there, and as in a run of another app', async ({ lab, launch }, info) => {
    const file = await smallSwarm(info, 8, null);
    async function ready({ app, page }: typeof lab): Promise<Page> {
      await openFile(app, file);
      await expect(page.getByTestId('peer-count')).toHaveText('8');
      await runToEnd(page);
      return page;
    }
    async function picture(page: Page): Promise<Picture> {
      // The pointer rests where it points at nothing.
      await page.mouse.move(2, 2);
      const views = [page.getByTestId('pane-peer-to-peer'), page.getByTestId('view-matrix')];
      const pictures: PNG[] = [];
      for (const view of views) pictures.push(PNG.sync.read(await view.screenshot({ animations: 'disabled' })));
      return { clock: (await page.getByTestId('clock').textContent())!, pictures };
    }
    const page = await ready(lab);
    const times = ['3', '8', '1', '6'];
    const ways = new Map<string, Picture>();
    for (const time of times) {
      await page.keyboard.press(time);
      const straight = await picture(page);
      ways.set(time, straight);
      await press(page, '.', 40);
      expect(difference(await picture(page), straight)).toBeGreaterThan(UNSEEN);
      // One step more than before: the moment itself is no event.
      await press(page, ',', 41);
      await page.keyboard.press(time);
      expect(difference(await picture(page), straight)).toBeLessThanOrEqual(UNSEEN);
    }
    const other = await ready(await launch({ size }));
    for (const time of [...times].reverse()) {
      await other.keyboard.press(time);
      expect(difference(await picture(other), ways.get(time)!)).toBeLessThanOrEqual(UNSEEN);
    }
  });
});
