import { expect, test } from './lab';

test('an error, a refused request and an exception in the window do not go unheard', async ({ lab: { page, complaints } }) => {
  expect(complaints.unexpected).toEqual([]);
  await page.evaluate(() => {
    console.error('said on purpose');
    setTimeout(() => {
      throw new Error('thrown on purpose');
    });
    return fetch('https://example.invalid/').catch((error: unknown) => error);
  });
  for (const heard of ['console: said on purpose', 'thrown on purpose', 'example.invalid'])
    await expect.poll(() => complaints.unexpected.some((one) => one.includes(heard)), heard).toBe(true);
  complaints.expectMatching(/on purpose|example\.invalid|Content Security Policy/);
  expect(complaints.unexpected).toEqual([]);
});

test('a second start with the same user folder finds what the first one left', async ({ launch }) => {
  const first = await launch({ language: 'ko', size: { width: 1024, height: 700 } });
  expect(await first.page.evaluate(() => [navigator.language, innerWidth, innerHeight])).toEqual(['ko', 1024, 700]);
  await first.page.evaluate(() => localStorage.setItem('left', 'here'));
  await first.quit();
  const second = await launch({ userData: first.userData });
  expect(await second.page.evaluate(() => localStorage.getItem('left'))).toBe('here');
});
