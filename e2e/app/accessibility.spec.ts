import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { runToEnd, type } from './hands';
import { expect, test } from './lab';
import { screens, setEditing, setLanguage, setTheme, show } from './screens';

const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** All that axe finds wrong: rule, place and what is wrong with it. */
async function hindrances(page: Page, theme: Theme): Promise<string[]> {
  // Electron opens no second page for axe to gather its results in.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  // The themes differ in colours only: all else has been judged in the light one.
  const { violations } = await (theme === 'light' ? axe : axe.withRules(['color-contrast', 'link-in-text-block'])).analyze();
  return told(violations);
}

/** Texts with less than 7 : 1 (large ones 4.5 : 1), which a projector in a bright room needs. */
async function faintTexts(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withRules(['color-contrast-enhanced']).analyze();
  return told(violations);
}

const told = (violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']): string[] =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));

/** Every view at once, in a window that has room for them. */
async function openAllViews(page: Page): Promise<void> {
  await page.getByTestId('views').click();
  for (const item of await page.getByRole('menuitemcheckbox').all()) if (!(await item.isChecked())) await item.click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
}

/** Judges the window on every screen and with everything that opens over one. */
async function judge(page: Page, theme: Theme): Promise<void> {
  const expectSound = async (what: string) => expect.soft(await hindrances(page, theme), `${what}, ${theme}`).toEqual([]);
  for (const screen of screens)
    await test.step(`${screen}, ${theme}`, async () => {
      await show(page, screen);
      await expectSound(screen);
    });
  await test.step(`editor with a problem, ${theme}`, async () => {
    await show(page, 'swarm');
    await setEditing(page, true);
    await type(page, 'peerGroups[0].uploadBitrate', '?');
    await expect(page.getByTestId('problems')).toBeVisible();
    await expectSound('editor');
    await type(page, 'peerGroups[0].uploadBitrate', '700 kbps');
    await setEditing(page, false);
  });
  for (const [what, open] of [['actions', () => page.getByTestId('find-action').click()], ['keys', () => page.keyboard.press('?')]] as const)
    await test.step(`${what}, ${theme}`, async () => {
      await open();
      await expect(page.getByRole('dialog')).toBeVisible();
      await expectSound(what);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    });
}

test.use({ labOptions: { size: { width: 1800, height: 1100 } } });

test('axe finds nothing on any screen with all views open, light or dark, and projected texts are strong', async ({ lab: { page } }) => {
  await runToEnd(page);
  await openAllViews(page);
  for (const theme of themes) {
    await setTheme(page, theme);
    await judge(page, theme);
  }
  await page.getByTestId('projector').click();
  for (const theme of themes) {
    await setTheme(page, theme);
    for (const screen of ['bounds', 'swarm'] as const)
      await test.step(`${screen}, ${theme}, projector`, async () => {
        await show(page, screen);
        expect.soft(await faintTexts(page), `${screen}, ${theme}, projector`).toEqual([]);
      });
  }
});

// Colours do not change with the language; names and the room for them do.
test('axe finds nothing in Korean', async ({ lab: { page } }) => {
  await runToEnd(page);
  await setLanguage(page, 'ko');
  for (const screen of screens)
    await test.step(screen, async () => {
      await show(page, screen);
      expect.soft(await hindrances(page, 'light'), screen).toEqual([]);
    });
});
