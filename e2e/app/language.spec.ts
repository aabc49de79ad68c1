import type { Page } from '@playwright/test';
import { runToEnd, type } from './hands';
import { expect, test } from './lab';
import { screens, setEditing, setLanguage, setTheme, show } from './screens';

/** What the document itself says: its name, its title and the name of its group. It stays as it was written. */
const DOCUMENT = /Textbook: 30 students|students/g;

/** Everything that is said to eyes and ears: texts, labels, titles, values, placeholders. */
const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const texts = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // The button that leads to the other language speaks that language.
      if (node.parentElement?.closest('script, style, [data-testid=language]')) continue;
      texts.add(node.textContent?.trim() ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [aria-valuetext]')) {
      if (element.closest('[data-testid=language]')) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'aria-valuetext']) texts.add(element.getAttribute(name) ?? '');
    }
    texts.delete('');
    return [...texts];
  });

/** Latin letters that a Korean class reads too: symbols, units, keys, formats, the names of the lab and its books. */
const INTERNATIONAL =
  /\b(P2P|SI|CS|N|F|u|d|us|di|ui|dmin|D|U|[kMGT]?bit(\/s)?|[kMG]?B|MiB|PNG|SVG|CSV|JSON|HTTP|TCP|Swarm Lab|Space|Home|End|Shift|Esc|Enter|Delete|Ctrl|[A-Z]\d*|[JKLER]|max|min|BitTorrent|Kurose|Ross|Kumar|BEP \d+|log|e\d+)\b|\S+\.swarm\.json|sha256:\w+/g;
const englishIn = (texts: readonly string[]): string[] => texts.filter((text) => /[A-Za-z]{2,}/.test(text.replace(DOCUMENT, '').replace(INTERNATIONAL, '')));

/** What cannot be seen without scrolling sideways, and what is cut: screens, and the words of headings and buttons. */
const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push(`the window scrolls: ${document.documentElement.scrollWidth} > ${innerWidth}`);
    for (const element of document.querySelectorAll('main, main *')) {
      if (!(element instanceof HTMLElement) || element.closest('.visually-hidden')) continue;
      const { overflowX } = getComputedStyle(element);
      if (/auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) found.push(`scrolls: ${name(element)}`);
      if (element.matches('h1, h2, h3, button') && element.scrollWidth > element.clientWidth + 1 && overflowX !== 'visible') found.push(`cut: ${name(element)}`);
      const { right, width } = element.getBoundingClientRect();
      if (width > 0 && right > innerWidth + 1 && !element.closest('svg')) found.push(`beyond the edge: ${name(element)}`);
    }
    return found;
  });

/** The chart as it is drawn once no letters are on their way. */
const drawnChart = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return document.querySelector<HTMLCanvasElement>('[data-testid^=chart-] canvas')?.toDataURL() ?? '';
  });

test('Korean is there at once on every screen, complete, and English comes back', async ({ lab: { app, page } }) => {
  await test.step('the start line', async () => {
    await setLanguage(page, 'ko');
    expect(englishIn(await said(page))).toEqual([]);
    // Their files came only now, and a canvas does not wait for them: what it shows must be what it shows when drawn anew.
    const chart = await drawnChart(page);
    await setTheme(page, 'dark');
    await setTheme(page, 'light');
    expect(await drawnChart(page) === chart).toBe(true);
    await setLanguage(page, 'en');
  });
  await runToEnd(page);
  for (const screen of screens)
    await test.step(screen, async () => {
      await show(page, screen);
      await setLanguage(page, 'en');
      const english = await said(page);
      await setLanguage(page, 'ko');
      const korean = await said(page);
      expect(korean.filter((text) => /[가-힣]/.test(text)).length).toBeGreaterThan(10);
      expect(englishIn(korean)).toEqual([]);
      await setLanguage(page, 'en');
      expect(await said(page)).toEqual(english);
      expect(english.filter((text) => /[가-힣]/.test(text))).toEqual([]);
    });
  await show(page, 'swarm');
  await setLanguage(page, 'ko');
  await test.step('the editor with a problem, and the list of keys', async () => {
    await setEditing(page, true);
    const folded = page.getByTestId('editor').locator('details:not([open]) > summary');
    while ((await folded.count()) > 0) await folded.first().click();
    await type(page, 'peerGroups[0].uploadBitrate', '빠르게');
    await expect(page.getByTestId('problems')).toBeVisible();
    expect(englishIn(await said(page))).toEqual([]);
    await page.getByRole('button', { name: '단축키 목록' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(englishIn(await said(page))).toEqual([]);
    await page.keyboard.press('Escape');
  });
  await test.step('the menus of the window', async () => {
    const menus = await app.evaluate(({ Menu }) => (Menu.getApplicationMenu()?.items ?? []).flatMap((item) => [item.label, ...(item.submenu?.items ?? []).map(({ label }) => label)]).filter(Boolean));
    expect(menus.length).toBeGreaterThan(20);
    expect(englishIn(menus.map((label) => label.replace(/\(&\w\)|&/g, '')))).toEqual([]);
  });
});

test('the language chosen is kept for the next start, and a Korean desktop starts in Korean', async ({ launch }) => {
  const first = await launch({ language: 'ko' });
  await expect(first.page.locator('html')).toHaveAttribute('lang', 'ko');
  await expect(first.page.getByTestId('answer')).toHaveText('피어 30개가 모두 파일을 받기까지 얼마나 걸릴까요?');
  await setLanguage(first.page, 'en');
  await setTheme(first.page, 'dark');
  await first.quit();
  const second = await launch({ language: 'ko', userData: first.userData });
  await expect(second.page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('no screen scrolls sideways or is cut, in either language, light or dark, from 1024 x 700 up', async ({ lab: { app, page } }) => {
  await runToEnd(page);
  const papers = new Map<string, string>();
  for (const [width, height] of [[1024, 700], [1280, 800], [1920, 1080]] as const) {
    await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size[0], size[1]), [width, height] as const);
    await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
    for (const language of ['en', 'ko'] as const) {
      await setLanguage(page, language);
      for (const screen of screens) {
        await show(page, screen);
        expect(await sideways(page), `${screen}, ${language}, ${width} x ${height}`).toEqual([]);
      }
      await show(page, 'swarm');
      await setEditing(page, true);
      expect(await sideways(page), `editor, ${language}, ${width} x ${height}`).toEqual([]);
      await setEditing(page, false);
    }
  }
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme);
    papers.set(theme, await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
  }
  expect(papers).toEqual(new Map([['light', 'rgb(255, 255, 255)'], ['dark', 'rgb(20, 23, 28)']]));
});
