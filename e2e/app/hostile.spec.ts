import { attacks } from '../../src-core/base/attacks.testKit';
import { preset, writeTo } from './files';
import { openEditor, openFile, runToEnd } from './hands';
import { expect, test } from './lab';

test('what a stranger has written into a scenario does nothing, and its notes can be read', async ({ lab: { app, page } }, info) => {
  const textbook = await preset('textbook-10-peers');
  const name = attacks.join(' ');
  const notes = `# Try this\n\nFirst **run** it, then read [the book](https://example.invalid/book).\n\n${attacks.join('\n\n')}`;
  const groups = textbook.peerGroups.map((group) => ({ ...group, name }));
  const file = await writeTo(info.outputPath('stranger.swarm.json'), { ...textbook, title: name, notes, peerGroups: groups });
  await openFile(app, file);
  await expect(page.getByTestId('document-name')).toHaveText('stranger.swarm.json');

  await page.getByTestId('show-notes').click();
  const shown = page.getByTestId('notes');
  await expect(shown.getByRole('heading', { name: 'Try this' })).toBeVisible();
  await expect(shown).toContainText('the book (https://example.invalid/book)');
  const made = await shown.locator('.markdown').evaluate((element) => [...element.querySelectorAll('*')].map(({ tagName }) => tagName.toLowerCase()));
  expect(made.filter((tag) => !/^(h[3-6]|p|[ou]l|li|strong|em|s|code|pre|blockquote|table|thead|tbody|tr|t[hd]|[hb]r|img)$/.test(tag))).toEqual([]);
  expect(await shown.locator('[src], [href], [style]').count()).toBe(0);
  await page.keyboard.press('Escape');
  await openEditor(page);
  await page.keyboard.press('Escape');
  await runToEnd(page);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});
