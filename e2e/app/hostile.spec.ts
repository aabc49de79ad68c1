import { preset, writeTo } from './files';
import { openEditor, openFile, runToEnd } from './hands';
import { expect, test } from './lab';

/** Ways in which a text has made a page do something. Each would set `window.ran`. */
const attacks = [
  '<script>window.ran = 1</script>', '<img src=x onerror="window.ran = 1">', '<svg onload="window.ran = 1">', '<svg><script>window.ran = 1</script></svg>',
  '<iframe src="javascript:parent.ran = 1"></iframe>', '<body onload="window.ran = 1">', '<details open ontoggle="window.ran = 1">', '<a href="javascript:window.ran = 1">here</a>',
  '[here](javascript:window.ran=1)', '[here](data:text/html,<script>window.ran=1</script>)', '![x](javascript:window.ran=1)', '![x](https://example.invalid/x.png)',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9IndpbmRvdy5yYW49MSIvPg==)', '<style>* { display: none }</style>', '<form action="https://example.invalid"><button>Go</button></form>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror="window.ran = 1">', '<noscript><p title="</noscript><img src=x onerror=window.ran=1>">', '{{ constructor.constructor("window.ran = 1")() }}',
  '`</code><script>window.ran = 1</script>`', '\u202eevil\u202c', '=HYPERLINK("https://example.invalid")', '../../etc/passwd', 'CON',
];

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
  expect(made.filter((tag) => !/^(h[3-6]|p|strong|em|code|img)$/.test(tag))).toEqual([]);
  expect(await shown.locator('[src], [href], [style]').count()).toBe(0);
  await page.keyboard.press('Escape');
  await openEditor(page);
  await page.keyboard.press('Escape');
  await runToEnd(page);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});
