import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { runToEnd, type } from './hands';
import { expect, test } from './lab';
import { screens, setEditing, setLanguage, setTheme, show } from './screens';

const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

/** Violations of WCAG 2.2 A and AA that hinder somebody: rule, place and what is wrong with it. */
async function hindrances(page: Page, theme: Theme): Promise<string[]> {
  // Electron opens no second page for axe to gather its results in.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  // The themes differ in colours only: all else has been judged in the light one.
  const { violations } = await (theme === 'light' ? axe : axe.withRules(['color-contrast', 'link-in-text-block'])).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}

for (const language of ['en', 'ko'] as const)
  test(`axe finds nothing serious on any screen, light or dark (${language})`, async ({ lab: { page } }) => {
    await runToEnd(page);
    await setLanguage(page, language);
    for (const theme of themes) {
      await setTheme(page, theme);
      for (const screen of screens)
        await test.step(`${screen}, ${theme}`, async () => {
          await show(page, screen);
          expect.soft(await hindrances(page, theme), `${screen}, ${theme}`).toEqual([]);
        });
      await test.step(`editor with a problem, ${theme}`, async () => {
        await show(page, 'swarm');
        await setEditing(page, true);
        await type(page, 'peerGroups[0].uploadBitrate', '?');
        await expect(page.getByTestId('problems')).toBeVisible();
        expect.soft(await hindrances(page, theme), `editor, ${theme}`).toEqual([]);
        await type(page, 'peerGroups[0].uploadBitrate', '700 kbps');
        await setEditing(page, false);
      });
      await test.step(`list of keys, ${theme}`, async () => {
        await page.keyboard.press('?');
        await expect(page.getByRole('dialog')).toBeVisible();
        expect.soft(await hindrances(page, theme), `keys, ${theme}`).toEqual([]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      });
    }
  });
