import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { answerSaveDialog, expectFinished } from './hands';
import { expect, test } from './lab';
import { decode } from './png';

interface Stop {
  /** Role and name, enough to tell one stop from another. */
  readonly name: string;
  /** A ring that can be seen: an outline or a shadow of its own around what has the focus. */
  readonly isRinged: boolean;
}

/** What has the focus now; null: nothing has. */
const focused = (page: Page): Promise<Stop | null> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const text = element.getAttribute('aria-label') ?? (element.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`)?.textContent : '') ?? '';
    return {
      name: `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${(text || element.textContent || '').trim()}`,
      isRinged: (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
    };
  });

/** Goes on by Tab until that stop has the focus. */
async function tabTo(page: Page, name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let press = 0; press < 90; press += 1) {
    const at = await focused(page);
    if (at && name.test(at.name)) return;
    passed.push(at?.name ?? '(nothing)');
    await page.keyboard.press(key);
  }
  throw new Error(`Tab does not lead to ${name}; it passed:\n${passed.join('\n')}`);
}

/** All stops of Tab from the beginning, until it comes round. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let press = 0; press < 90; press += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (!at || (stops.length > 3 && at.name === stops[0]?.name)) break;
    stops.push(at);
  }
  return stops;
}

test('Tab leads to every control in the order of the page, each with a ring that can be seen', async ({ lab: { page } }) => {
  await page.getByRole('navigation').getByRole('button', { name: 'Swarm' }).focus();
  for (const screen of ['Start', 'Bounds', 'Compare', 'Swarm'])
    await test.step(screen, async () => {
      await tabTo(page, new RegExp(`^button ${screen}$`));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('navigation').getByRole('button', { name: screen })).toHaveAttribute('aria-current', 'page');
      const stops = await walk(page);
      expect(stops.length).toBeGreaterThan(10);
      expect(stops.filter((stop) => !stop.isRinged).map((stop) => stop.name)).toEqual([]);
    });

  const names = (await walk(page)).map((stop) => stop.name);
  const order = [/^button Save/, /^button List of keys/, /Peers N/, /^button Edit/, /^button Run$/, /Client-server network/, /Peer-to-peer network/, /^button Progress/, /Export this chart/, /Who holds which piece/, /^button To the start/, /^button Play/, /^button Speed/, /^(span|slider) Time/];
  const places = order.map((name) => names.findIndex((one) => name.test(one)));
  expect(places, names.join('\n')).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('the whole way by keyboard alone: edit, run, look at a peer, export a picture', async ({ lab: { app, page } }, info) => {
  await page.keyboard.press('e');
  const editor = page.getByTestId('editor');
  await expect(editor).toBeVisible();
  await tabTo(page, /^input Upload.*group A/);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('300 kbps');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('live-bounds')).toContainText('3 h 12 min');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(editor).toBeHidden();

  await tabTo(page, /^button Speed/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('speed')).toHaveText('As fast as possible');
  await page.keyboard.press('r');
  await expectFinished(page);

  await tabTo(page, /Peer-to-peer network/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('complementary', { name: 'Selected peer' })).toContainText('500 of 500');

  const file = info.outputPath('by-keyboard.png');
  await answerSaveDialog(app, file);
  await tabTo(page, /Export this chart/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'PNG, 960 × 540' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('notices')).toContainText('Saved as by-keyboard.png.');
  expect(decode(await readFile(file)).width).toBe(960);
  await tabTo(page, /Export this chart/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
});

test('a dialog takes the focus, keeps it and gives it back', async ({ lab: { page } }) => {
  await tabTo(page, /^button List of keys/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'List of keys' });
  await expect(dialog).toBeVisible();
  for (let press = 0; press < 4; press += 1) {
    await page.keyboard.press('Tab');
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'List of keys' })).toBeFocused();
});
