import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { preset, writeTo } from './files';
import { expect, test } from './lab';
import { show } from './screens';

test('a room has its language and its course: both are shown, neither can be changed', async ({ launch }, info) => {
  const course = info.outputPath('course');
  await mkdir(course, { recursive: true });
  const textbook = await preset('textbook-10-peers');
  await writeTo(path.join(course, 'week 9.swarm.json'), { ...textbook, title: '아홉째 주', notes: '누가 먼저 끝나는가?' });
  await writeFile(path.join(course, 'broken.swarm.json'), '{');
  await writeFile(info.outputPath('config.json'), JSON.stringify({ language: 'ko', courseFolder: 'course' }));
  const { app, page } = await launch({ language: 'en', args: [`--site-config=${info.outputPath('config.json')}`] });

  await expect(page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(page.getByTestId('language')).toBeDisabled();
  await expect(page.getByTestId('theme')).toBeEnabled();
  // Greyed everywhere, and the reason told.
  await expect(page.getByTestId('language')).toHaveAttribute('title', '이 컴퓨터에서는 고정되어 있음');
  await page.getByTestId('find-action').click();
  await page.getByRole('textbox', { name: '기능 찾기' }).fill('english');
  const english = page.getByTestId('actions').getByRole('option', { name: '언어: 영어' });
  await expect(english).toHaveAttribute('data-disabled', '');
  await expect(english).toContainText('이 컴퓨터에서는 고정되어 있음');
  await page.keyboard.press('Escape');
  const languageMenu = await app.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []).find(({ label }) => label === '언어')?.submenu?.items ?? [];
    return items.filter(({ type }) => type !== 'separator').map(({ label, enabled }) => `${label}${enabled ? '' : ', greyed'}`);
  });
  expect(languageMenu).toEqual(['English, greyed', '한국어, greyed', '이 컴퓨터에서는 고정되어 있음, greyed']);

  await show(page, 'start');
  const cards = page.getByTestId('course');
  await expect(cards.getByRole('heading')).toHaveText('강의: course');
  await expect(cards).toContainText('broken.swarm.json');
  await cards.getByRole('button', { name: '아홉째 주' }).click();
  // A beginning of one's own: named as the file in the folder, not saved in it.
  await expect(page.getByTestId('document-name')).toHaveText('week 9');
  await expect(page).toHaveTitle('week 9 – Swarm Lab');
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
});

test('what a room fixes leaves the own choice as it was', async ({ launch }, info) => {
  await writeFile(info.outputPath('config.json'), JSON.stringify({ language: 'ko' }));
  const own = await launch({ language: 'en' });
  await expect(own.page.locator('html')).toHaveAttribute('lang', 'en');
  await own.quit();
  const here = await launch({ userData: own.userData, args: [`--site-config=${info.outputPath('config.json')}`] });
  await expect(here.page.locator('html')).toHaveAttribute('lang', 'ko');
  await here.page.getByTestId('projector').click();
  await here.quit();
  const later = await launch({ userData: own.userData });
  await expect(later.page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(later.page.getByTestId('projector')).toHaveAttribute('aria-pressed', 'true');
});
