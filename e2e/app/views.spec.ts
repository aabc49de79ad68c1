import type { Locator, Page } from '@playwright/test';
import { runToEnd, setPeers } from './hands';
import { expect, test } from './lab';
import { setLanguage, setTheme, show } from './screens';

const view = (page: Page, id: string): Locator => page.getByTestId(`view-${id}`);

async function toggle(page: Page, id: string): Promise<void> {
  await page.getByTestId('views').click();
  await page.getByTestId(`view-toggle-${id}`).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
}

async function reset(page: Page): Promise<void> {
  await page.getByTestId('views').click();
  await page.getByTestId('views-reset').click();
}

const widthOf = async (page: Page, id: string): Promise<number> => (await view(page, id).boundingBox())?.width ?? 0;

test('views are hidden, shown, resized and put back, and the layout is there again after a restart', async ({ launch }) => {
  const first = await launch({ size: { width: 1280, height: 800 } });
  const { page } = first;
  for (const id of ['chart', 'matrix', 'inspector']) await expect(view(page, id)).toBeVisible();
  await expect(view(page, 'ledger')).toBeHidden();
  const usual = await widthOf(page, 'chart');

  await test.step('hide and show', async () => {
    await toggle(page, 'matrix');
    await expect(view(page, 'matrix')).toBeHidden();
    expect(await widthOf(page, 'chart')).toBeGreaterThan(usual);
    await toggle(page, 'ledger');
    await expect(view(page, 'ledger')).toBeVisible();
  });
  await test.step('resize by the keys and by the hand', async () => {
    const before = await widthOf(page, 'chart');
    await page.getByTestId('line-chart').focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft');
    await expect.poll(() => widthOf(page, 'chart')).toBeLessThan(before - 40);
    const line = await page.getByTestId('line-upper').boundingBox();
    const height = (await view(page, 'chart').boundingBox())?.height ?? 0;
    await page.mouse.move((line?.x ?? 0) + 300, line?.y ?? 0);
    await page.mouse.down();
    await page.mouse.move((line?.x ?? 0) + 300, (line?.y ?? 0) - 80, { steps: 4 });
    await page.mouse.up();
    const grown = async () => ((await view(page, 'chart').boundingBox())?.height ?? 0) - height;
    await expect.poll(grown).toBeGreaterThan(70);
    expect(await grown()).toBeLessThan(90);
  });
  const left = { chart: await widthOf(page, 'chart'), ledger: await widthOf(page, 'ledger') };
  await first.quit();

  const second = await launch({ userData: first.userData, size: { width: 1280, height: 800 } });
  await show(second.page, 'swarm');
  await expect(view(second.page, 'ledger')).toBeVisible();
  await expect(view(second.page, 'matrix')).toBeHidden();
  await expect.poll(() => widthOf(second.page, 'chart')).toBeCloseTo(left.chart, 0);
  await expect.poll(() => widthOf(second.page, 'ledger')).toBeCloseTo(left.ledger, 0);
  await test.step('a double press puts the shares of a row back, the menu all', async () => {
    await second.page.getByTestId('line-chart').dblclick();
    await expect.poll(() => widthOf(second.page, 'chart')).toBeGreaterThan(left.chart + 30);
    await reset(second.page);
    await expect(view(second.page, 'matrix')).toBeVisible();
    await expect(view(second.page, 'ledger')).toBeHidden();
    await expect.poll(() => widthOf(second.page, 'chart')).toBeCloseTo(usual, 0);
  });
});

test('with all views hidden the way back is there', async ({ lab: { page } }) => {
  for (const id of ['networks', 'chart', 'matrix', 'inspector']) await toggle(page, id);
  await page.getByRole('main').getByRole('button', { name: 'Reset layout' }).click();
  await expect(view(page, 'chart')).toBeVisible();
  await expect(page.getByTestId('pane-peer-to-peer')).toBeVisible();
});

test('in a narrow window the selected peer takes the place of the pieces, and gives it back', async ({ launch }) => {
  const { page } = await launch({ size: { width: 1024, height: 700 } });
  await expect(view(page, 'matrix')).toBeVisible();
  await expect(view(page, 'inspector')).toBeHidden();
  await page.getByTestId('pane-peer-to-peer').getByRole('listbox').focus();
  await page.keyboard.press('ArrowRight');
  await expect(view(page, 'inspector')).toBeVisible();
  await expect(view(page, 'matrix')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(view(page, 'matrix')).toBeVisible();
});

test('the ledger says who gave whom how much, the charts tell of rates and neighbours, the pieces are sorted', async ({ lab: { page } }) => {
  await runToEnd(page);
  await test.step('ledger', async () => {
    await toggle(page, 'ledger');
    await expect(page.getByTestId('ledger')).toContainText('came back from the same peers');
    await page.getByTestId('ledger-table').click();
    const table = view(page, 'ledger').getByRole('table', { name: 'Give and take' });
    await expect(table.getByRole('row')).toHaveCount(32);
    await table.getByRole('button', { name: 'Peer 7', exact: true }).click();
    await expect(view(page, 'ledger').getByRole('table', { name: 'Trades of Peer 7' })).toBeVisible();
    await expect(view(page, 'inspector')).toContainText('Peer 7');
    await toggle(page, 'ledger');
  });
  for (const [name, chart] of [['rates', 'upload-rates'], ['rarest', 'rarest-copies'], ['neighbours', 'neighbours'], ['tracker', 'tracker-announces'], ['uploads', 'uploaded-volume'], ['completion', 'completion']] as const)
    await test.step(name, async () => {
      await page.getByTestId('more-charts').click();
      await page.getByTestId(`show-${name}`).click();
      await expect(page.getByTestId(`chart-${chart}`).getByRole('img')).toHaveAttribute('aria-label', /Peer-to-peer|peer-to-peer/);
    });
  await test.step('sort', async () => {
    await page.getByTestId('matrix-sort').click();
    await page.getByTestId('sort-progress').click();
    await page.getByTestId('matrix').getByRole('listbox').focus();
    await page.keyboard.press('Home');
    await expect(page.getByTestId('matrix').getByRole('option')).toContainText('Server');
  });
});

/** So many places the dashes of the streams take on in a few frames, and whether the clock goes on. */
async function movesOf(page: Page): Promise<{ readonly dashes: number; readonly clockMoves: boolean; readonly animations: number }> {
  const clock = page.getByTestId('clock');
  const before = await clock.textContent();
  const seen = await page.evaluate(async () => {
    const { prototype } = CanvasRenderingContext2D;
    const offset = Object.getOwnPropertyDescriptor(prototype, 'lineDashOffset')!;
    const offsets = new Set<number>();
    Object.defineProperty(prototype, 'lineDashOffset', {
      ...offset,
      set(value: number) {
        offsets.add(value + 0);
        offset.set!.call(this, value);
      },
    });
    for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame);
    Object.defineProperty(prototype, 'lineDashOffset', offset);
    return { dashes: offsets.size, animations: document.getAnimations().length };
  });
  return { ...seen, clockMoves: before !== (await clock.textContent()) };
}

test('a drawing is looked at nearer by button, wheel and keys, and whole again; with reduced motion only the run goes on', async ({ lab: { page } }) => {
  const pane = page.getByTestId('pane-peer-to-peer');
  await expect(pane.getByTestId('zoom-whole')).toBeHidden();
  await pane.getByTestId('zoom-closer').click();
  await expect(pane.getByTestId('zoom-whole')).toBeVisible();
  await pane.getByTestId('zoom-whole').click();
  await expect(pane.getByTestId('zoom-whole')).toBeHidden();
  await pane.locator('canvas').hover();
  await page.mouse.wheel(0, -200);
  await expect(pane.getByTestId('zoom-whole')).toBeVisible();
  await pane.getByRole('listbox').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await expect(pane.getByTestId('zoom-whole')).toBeHidden();

  // Slow enough that it is still being played on a busy machine.
  await page.getByTestId('speed').click();
  await page.getByRole('menuitemradio').first().click();
  await page.getByTestId('run').click();
  await expect.poll(async () => (await movesOf(page)).dashes).toBeGreaterThan(2);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // One place at most: the dashes that tell an optimistic stream from others stay where they are. The drawing hears of the wish a frame later.
  await expect.poll(async () => (await movesOf(page)).dashes).toBeLessThanOrEqual(1);
  const { clockMoves, animations } = await movesOf(page);
  expect([clockMoves, animations]).toEqual([true, 0]);
  expect(await page.getByTestId('run').or(page.getByTestId('cancel')).first().evaluate((button) => getComputedStyle(button).transitionDuration)).toBe('0s');
});

test('two hundred peers are drawn by their groups in both languages and themes', async ({ lab: { page } }, info) => {
  await setPeers(page, 200);
  await page.getByTestId('run').click();
  await expect(page.getByTestId('clock')).not.toHaveText('0:00:00');
  await page.keyboard.press('k');
  for (const language of ['en', 'ko'] as const) {
    await setLanguage(page, language);
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(page, theme);
      await info.attach(`200 peers, ${language}, ${theme}`, { body: await page.screenshot(), contentType: 'image/png' });
    }
  }
});
