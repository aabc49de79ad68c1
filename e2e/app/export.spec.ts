import type { ElectronApplication, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { answerSaveDialog, chooseMenu, goTo, runToEnd } from './hands';
import { expect, test } from './lab';
import { decode, textsOf, type Part } from './png';

/** Chooses an item of the shown chart's export menu, on that paper, and gives back the file. */
async function exportTo(app: ElectronApplication, page: Page, file: string, item: string | RegExp, paper?: string): Promise<Buffer> {
  await answerSaveDialog(app, file);
  await page.getByRole('button', { name: /^(Export this chart|이 차트 내보내기)$/ }).click();
  if (paper) await page.getByRole('menuitemradio', { name: paper }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const name = file.split('/').at(-1)!;
  await expect(page.getByTestId('notices')).toContainText(name);
  await page.getByTestId('notices').locator('.notice').filter({ hasText: name }).getByRole('button').click();
  return readFile(file);
}

test('a chart leaves as PNG in three sizes, white and transparent, with its stamp inside', async ({ lab: { app, page } }, info) => {
  await runToEnd(page);
  const version = await app.evaluate((electron) => electron.app.getVersion());

  for (const scale of [1, 2, 4])
    await test.step(`white, ${scale}x`, async () => {
      const [width, height] = [960 * scale, 540 * scale];
      const bytes = await exportTo(app, page, info.outputPath(`white-${scale}.png`), `PNG, ${width} × ${height}`);
      const picture = decode(bytes);
      expect([picture.width, picture.height]).toEqual([width, height]);
      expect(picture.translucent).toBe(0);
      // Lines and their soft edges in the plot; title above, caption and stamp below, each in ink.
      expect(picture.colours(0.1, 0.15, 0.9, 0.8)).toBeGreaterThan(10);
      expect(picture.inked(0.1, 0.15, 0.8, 0.8)).toBeGreaterThan(0.001);
      expect(picture.inked(0, 0, 1, 0.1)).toBeGreaterThan(0.001);
      expect(picture.inked(0, 0.9, 1, 1)).toBeGreaterThan(0.001);
      const texts = textsOf(bytes);
      expect(texts.get('Title')).toBe('Progress over time');
      expect(texts.get('Software')).toBe(`Swarm Lab ${version}`);
      expect(texts.get('Scenario')).toMatch(/^(sha256:)?[0-9a-f]{8,64}$/);
      expect(texts.get('Seed')).toBe('1');
      expect(texts.get('Description')).toContain('Share of all pieces');
    });
  await test.step('transparent', async () => {
    const bytes = await exportTo(app, page, info.outputPath('transparent.png'), 'PNG, 960 × 540', 'Transparent');
    const picture = decode(bytes);
    expect([picture.width, picture.height]).toEqual([960, 540]);
    expect(picture.transparent).toBeGreaterThan(0.5);
    expect(picture.transparent).toBeLessThan(1);
    expect(picture.inked(0.1, 0.15, 0.8, 0.8)).toBeGreaterThan(0.001);
  });
  await test.step('the same export again is the same picture', async () => {
    const again = await exportTo(app, page, info.outputPath('again.png'), 'PNG, 960 × 540', 'White');
    expect(again.equals(await readFile(info.outputPath('white-1.png')))).toBe(true);
  });
});

test('the data leave as CSV, the picture goes to the clipboard, and a cancelled dialog writes nothing', async ({ lab: { app, page } }, info) => {
  await runToEnd(page);
  const text = (await exportTo(app, page, info.outputPath('progress.csv'), 'Data as CSV')).toString('utf8');
  // Spreadsheets show Korean only behind this mark.
  expect(text.startsWith('\uFEFF')).toBe(true);
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  expect(meta.fields).toEqual(['series', 'role', 'time_seconds', expect.any(String), 'app_version', 'scenario_hash', 'seed', 'lab_stamp']);
  const rowsOf = (name: string) => data.filter((row) => row['series'] === name);
  for (const name of ['Client-server', 'Peer-to-peer']) {
    const rows = rowsOf(name);
    expect(rows.length, name).toBeGreaterThan(50);
    expect(rows.every((row) => Number.isFinite(Number(row['time_seconds'])))).toBe(true);
  }
  // All finish together when the server alone sends: F N / us.
  expect(Number(rowsOf('Client-server').at(-1)!['time_seconds'])).toBeCloseTo(15_000, 3);
  expect(new Set(data.map((row) => row['seed']))).toEqual(new Set(['1']));

  await app.evaluate(({ clipboard }) => clipboard.clear());
  await page.getByRole('button', { name: 'Export this chart' }).click();
  await page.getByRole('menuitem', { name: 'Copy picture' }).click();
  await expect(page.getByTestId('notices')).toContainText('The picture is on the clipboard.');
  expect(await app.evaluate(({ clipboard }) => clipboard.readImage().getSize())).toEqual({ width: 1920, height: 1080 });

  await answerSaveDialog(app, null);
  await page.getByRole('button', { name: 'Export this chart' }).click();
  await page.getByRole('menuitem', { name: 'Data as CSV' }).click();
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(page.getByTestId('notices').locator('.notice').filter({ hasText: 'Saved' })).toHaveCount(0);
});

/** What a reader of SVG finds in a file: every text, the names of its elements, and what it says of itself. */
function readSvg(page: Page, svg: string) {
  return page.evaluate((text) => {
    const { documentElement: root } = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = Array.from(root.querySelectorAll('*'));
    const stamps = Array.from(root.querySelector('metadata')?.children ?? [], ({ localName, textContent }) => [localName, textContent ?? ''] as const);
    return {
      texts: all.filter((one) => one.localName === 'text' && !one.hasAttribute('aria-hidden')).map((one) => one.textContent ?? ''),
      names: [...new Set(all.map((one) => one.localName))].sort(),
      title: root.querySelector('title')?.textContent,
      description: root.querySelector('desc')?.textContent ?? '',
      stamps: Object.fromEntries(stamps),
      families: root.getAttribute('font-family') ?? '',
      strokes: all.flatMap((one) => one.getAttribute('stroke') ?? []),
    };
  }, svg);
}

test('a chart leaves as SVG: lines as lines, text as text, with its stamp inside', async ({ lab: { app, page } }, info) => {
  await runToEnd(page);
  const bytes = await exportTo(app, page, info.outputPath('progress.svg'), 'SVG drawing');
  const svg = await readSvg(page, bytes.toString('utf8'));
  expect(svg.names).toEqual(['clipPath', 'defs', 'desc', 'g', 'metadata', 'path', 'scenario', 'seed', 'software', 'swarm-lab', 'text', 'title', 'description'].sort());
  for (const text of ['Progress over time', 'Time since the start (h)', 'Client-server', 'Peer-to-peer', 'Peer-to-peer bound', '100'])
    expect(svg.texts).toContain(text);
  expect(svg.texts.join(' ')).toMatch(/Share of all pieces.*Swarm Lab .* · scenario sha256:[0-9a-f]{64} · seed 1/);
  expect(svg.title).toBe('Progress over time');
  expect(svg.description).toContain('Peer-to-peer: from 0 % at 0 h');
  expect(svg.stamps).toMatchObject({ software: expect.stringMatching(/^Swarm Lab /), scenario: expect.stringMatching(/^sha256:/), seed: '1' });
  expect(svg.families).toContain('Noto Sans KR Variable');
  expect(svg.families).toContain('Malgun Gothic');
  // One line for each architecture, in the light colours of paper, whatever the window shows.
  expect(new Set(svg.strokes)).toEqual(new Set([...svg.strokes, '#b84a00', '#0067a8']));

  const again = await exportTo(app, page, info.outputPath('again.svg'), 'SVG drawing');
  expect(again.equals(bytes)).toBe(true);
  const transparent = await exportTo(app, page, info.outputPath('transparent.svg'), 'SVG drawing', 'Transparent');
  expect(transparent.toString('utf8')).not.toContain('<path d="M0 0L960 0L960 540L0 540Z"');
  expect(bytes.toString('utf8')).toContain('<path d="M0 0L960 0L960 540L0 540Z"');

  await goTo(page, 'Compare');
  await page.getByTestId('compare-capacity').click();
  const areas = await readSvg(page, (await exportTo(app, page, info.outputPath('capacity.svg'), 'SVG drawing')).toString('utf8'));
  expect(areas.names).toContain('pattern');
  expect(areas.names).not.toContain('image');
  expect(areas.texts).toContain('Used');
});

test('the window’s menu exports the shown chart in every form', async ({ lab: { app, page } }, info) => {
  await runToEnd(page);
  for (const [item, file] of [['Export Chart as PNG…', 'menu.png'], ['Export Chart as SVG…', 'menu.svg'], ['Export Data as CSV…', 'menu.csv'], ['Export Data as JSON…', 'menu.json']] as const) {
    await answerSaveDialog(app, info.outputPath(file));
    await chooseMenu(app, 'File', item);
    await expect(page.getByTestId('notices')).toContainText(`Saved as ${file}.`);
    expect((await readFile(info.outputPath(file))).length).toBeGreaterThan(100);
  }
});

test('the data leave as JSON with the rows of the CSV', async ({ lab: { app, page } }, info) => {
  await runToEnd(page);
  const csv = (await exportTo(app, page, info.outputPath('progress.csv'), 'Data as CSV')).toString('utf8');
  const chart = JSON.parse((await exportTo(app, page, info.outputPath('progress.json'), 'Data as JSON')).toString('utf8'));
  expect(chart).toMatchObject({ format: 'swarm-lab/chart', version: 1, chart: 'progress', title: 'Progress over time' });
  const { data } = Papa.parse<Record<string, string>>(csv.slice(1), { header: true, skipEmptyLines: true });
  const asText = (row: Record<string, unknown>) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, String(value)]));
  // The stamp stands in the first row of a table, and once beside the rows here.
  expect(data[0]!['lab_stamp']).toBe(chart.stamp);
  expect(chart.rows.map((row: Record<string, unknown>, at: number) => ({ ...asText(row), lab_stamp: at === 0 ? chart.stamp : '' }))).toEqual(data);
  expect(chart.rows[0].time_seconds).toBe(0);
});

test('a file that cannot be written is named, with a way out', async ({ lab: { app, page } }, info) => {
  await answerSaveDialog(app, info.outputPath('no-such-folder', 'chart.png'));
  await page.getByRole('button', { name: 'Export this chart' }).click();
  await page.getByRole('menuitem', { name: 'PNG, 960 × 540' }).click();
  await expect(page.getByTestId('notices')).toContainText('chart.png was not saved: its folder is no longer there.');
});

test.describe('in Korean', () => {
  test.use({ labOptions: { language: 'ko' } });

  test('a chart has Korean letters, never boxes, on the screen and in the PNG', async ({ lab: { app, page } }, info) => {
    const korean = await exportTo(app, page, info.outputPath('korean.png'), 'PNG, 960 × 540');
    expect(textsOf(korean).get('Title')).toBe('시간에 따른 진행');
    await page.getByTestId('language').click();
    const english = await exportTo(app, page, info.outputPath('english.png'), 'PNG, 960 × 540');
    const [ko, en] = [decode(korean), decode(english)];
    const [above, below]: readonly [Part, Part] = [[0, 0, 1, 0.1], [0, 0.9, 1, 1]];
    for (const part of [above, below]) {
      expect(ko.inked(...part)).toBeGreaterThan(0.001);
      expect(ko.inked(...part)).not.toBe(en.inked(...part));
    }
    const titleRows = 960 * 54 * 4;
    expect(ko.data.subarray(0, titleRows).equals(en.data.subarray(0, titleRows))).toBe(false);

    // Where a font has no letter, every letter is the same box: then these would be alike.
    const drawn = await page.evaluate(() => {
      const draw = (text: string) => {
        const canvas = document.createElement('canvas');
        canvas.width = 64;
        canvas.height = 64;
        const context = canvas.getContext('2d')!;
        context.font = `40px ${getComputedStyle(document.body).fontFamily}`;
        context.fillText(text, 4, 48);
        return canvas.toDataURL();
      };
      return ['피', '어', '뷁', '\u0378'].map(draw);
    });
    expect(new Set(drawn).size).toBe(4);
    // The bundled font has them, not one that only this machine has.
    expect(await page.evaluate(() => document.fonts.check("16px 'Noto Sans KR Variable'", '피어뷁'))).toBe(true);
  });
});
