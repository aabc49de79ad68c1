import type { Page } from '@playwright/test';
import { expect } from './lab';

export type Language = 'en' | 'ko';

/** Names of the screens on the rail, by language. */
const rail = {
  en: { start: 'Start', bounds: 'Bounds', swarm: 'Swarm', compare: 'Compare' },
  ko: { start: '시작', bounds: '하한', swarm: '스웜', compare: '비교' },
} as const;
export const screens = ['start', 'bounds', 'swarm', 'compare'] as const;
export type Screen = (typeof screens)[number];

/** Shows a screen, whichever language the window is in. */
export async function show(page: Page, screen: Screen): Promise<void> {
  const language = await languageOf(page);
  await page.getByRole('navigation').getByRole('button', { name: rail[language][screen], exact: true }).click();
  await expect(page.getByRole('main')).toHaveAttribute('data-screen', screen);
}

export async function languageOf(page: Page): Promise<Language> {
  return (await page.locator('html').getAttribute('lang')) === 'ko' ? 'ko' : 'en';
}

export async function setLanguage(page: Page, language: Language): Promise<void> {
  if ((await languageOf(page)) !== language) await page.getByTestId('language').click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

export async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.getByTestId('theme').click();
  await page.getByRole('menuitemradio').nth(theme === 'light' ? 1 : 2).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await expect(page.getByRole('menu')).toBeHidden();
}

/** Unfolds or folds the editor on the Swarm screen. */
export async function setEditing(page: Page, isOpen: boolean): Promise<void> {
  if ((await page.getByTestId('editor').isVisible()) !== isOpen) await page.getByTestId('edit').click();
  await expect(page.getByTestId('editor')).toBeVisible({ visible: isOpen });
}
