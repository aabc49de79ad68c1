import type { Locator, Page } from '@playwright/test';
import { preset, readScenario, writeTo, type ScenarioFile } from './files';
import { answerSaveDialog, chooseMenu, openEditor, runToEnd } from './hands';
import { expect, test, type Lab } from './lab';

async function openTable(page: Page): Promise<void> {
  await openEditor(page);
  await page.getByTestId('open-peer-table').click();
  await expect(page.getByTestId('peer-table')).toBeVisible();
}

/** A cell by the number of its peer and its column, as a screen reader finds it. */
const cell = (page: Page, peer: number, column: number): Locator => page.locator(`[role=row][aria-rowindex="${peer + 1}"]`).getByRole('gridcell').nth(column);
const NAME = 0;
const UPLOAD = 1;
const DOWNLOAD = 2;
const STRATEGY = 6;

async function pasteText({ app, page }: Lab, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await page.keyboard.press('Control+V');
}

/** A class as a teacher has it in a spreadsheet: Korean headings, the unit in one of them, decimal commas. */
function classList(peers: number): string {
  const rows = Array.from({ length: peers }, (_, at) => `학생 ${at + 1}\t${(1 + at / 10).toFixed(1).replace('.', ',')}\t${at % 2 ? '20 Mbps' : '무제한'}\t${at % 10 === 9 ? '무임승차' : '주고받음'}`);
  return ['이름\t업로드 (Mbit/s)\t다운로드\t전략', ...rows].join('\n');
}

/** The first lab with so few pieces that its runs take no time. */
async function smallLab(info: { outputPath: (...names: string[]) => string }, part: Partial<ScenarioFile> = {}): Promise<string> {
  const scenario = await preset('textbook-10-peers');
  return writeTo(info.outputPath('small.swarm.json'), { ...scenario, content: { sizeBits: 600_000_000, pieceBits: 10_000_000 }, ...part });
}

test('forty different peers are pasted from a spreadsheet in less than a minute, and run', async ({ launch }, info) => {
  const lab = await launch({ file: await smallLab(info) });
  const { page } = lab;
  const begin = Date.now();
  await openTable(page);
  await pasteText(lab, classList(40).replace('1,3\t', 'fast\t'));
  const dialog = page.getByTestId('paste-peers');
  const state = page.getByTestId('paste-state');
  await expect(state).toContainText('40 peers understood.');
  await expect(state).toContainText('Row 4, Upload: “fast” is not a number with a unit.');
  await expect(page.getByTestId('paste-take')).toHaveText('Take over without them');
  // What cannot be used is put right where it stands.
  const text = dialog.getByRole('textbox');
  await text.fill((await text.inputValue()).replace('fast', '1,3'));
  await expect(state).not.toContainText('Row 4');
  await expect(dialog.getByRole('radio', { name: 'In place of all peers' })).toBeChecked();
  await page.getByTestId('paste-take').click();
  await expect(page.getByTestId('peers-counted')).toHaveText('40 peers');
  expect(Date.now() - begin).toBeLessThan(60_000);
  await expect(cell(page, 4, NAME)).toHaveText('학생 4');
  await expect(cell(page, 4, UPLOAD)).toHaveText('1.3 Mbit/s');
  await expect(cell(page, 10, STRATEGY)).toHaveText('free rider');

  await page.getByRole('button', { name: 'What was changed' }).click();
  await expect(page.getByTestId('history')).toContainText('40 peers pasted');
  await page.keyboard.press('Escape');
  await page.getByTestId('editor-undo').click();
  await expect(page.getByTestId('peers-counted')).toHaveText('10 peers');
  await page.getByTestId('editor-redo').click();
  await page.getByTestId('editor-close').click();
  await expect(page.getByTestId('answer')).toHaveText('How long until all 40 have the file?');
  await runToEnd(page);
  await expect(page.getByTestId('answer')).toContainText('Peer-to-peer finished in');
});

test('several peers are changed at once, and the file still says groups', async ({ launch }, info) => {
  const lab = await launch({ file: await smallLab(info) });
  const { app, page } = lab;
  await openTable(page);
  const bulk = page.getByTestId('bulk-edit');
  await bulk.getByRole('textbox', { name: 'Peers' }).fill('3-5, 12');
  await expect(bulk).toContainText('“12”: the peers are numbered from 1 to 10.');
  await bulk.getByRole('textbox', { name: 'Peers' }).fill('3-5, 9');
  await bulk.getByLabel('New value').fill('5 Mbps');
  await bulk.getByRole('button', { name: 'Another setting' }).click();
  await bulk.getByLabel('What').nth(1).selectOption({ label: 'When complete' });
  await bulk.getByLabel('New value').nth(1).fill('leaves at once');
  await bulk.getByRole('button', { name: 'Change 4 peers' }).click();
  await expect(page.getByTestId('peers-counted')).toHaveText('4 peers changed.');
  for (const [peer, rate] of [[2, '300 kbit/s'], [3, '5 Mbit/s'], [9, '5 Mbit/s'], [10, '300 kbit/s']] as const) await expect(cell(page, peer, UPLOAD)).toHaveText(rate);
  await expect(page.getByTestId('editor-undo')).toHaveAccessibleName('Undo: Peers 3-5, 9: Upload 5 Mbit/s, When complete leaves at once');

  await page.getByTestId('back-to-groups').click();
  await expect(page.getByTestId('editor').locator('tbody')).toHaveCount(5);
  const file = info.outputPath('groups.swarm.json');
  await answerSaveDialog(app, file);
  await chooseMenu(app, 'File', 'Save As…');
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
  expect((await readScenario(file)).peerGroups.map(({ count, uploadBitrate }) => [count, uploadBitrate])).toEqual([[2, 300_000], [3, 5_000_000], [3, 300_000], [1, 5_000_000], [1, 300_000]]);
  // One step back, and there is one group again.
  await page.getByTestId('editor-undo').click();
  await expect(page.getByTestId('editor').locator('tbody')).toHaveCount(1);
});

test('the table is walked and filled by keys, as a spreadsheet is', async ({ launch }, info) => {
  const lab = await launch({ file: await smallLab(info) });
  const { page } = lab;
  await openTable(page);
  await expect(cell(page, 1, NAME)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('2 Mbps');
  await page.keyboard.press('Enter');
  await expect(cell(page, 1, UPLOAD)).toHaveText('2 Mbit/s');
  await expect(cell(page, 2, UPLOAD)).toBeFocused();
  // Nonsense is told, and stays to be put right.
  await page.keyboard.type('soon');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“soon” is not a number with a unit.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(cell(page, 2, UPLOAD)).toHaveText('300 kbit/s');
  await expect(cell(page, 2, UPLOAD)).toBeFocused();

  // Three rows by Shift, one value for all of them.
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByTestId('bulk-edit').getByRole('textbox', { name: 'Peers' })).toHaveValue('2-4');
  await page.keyboard.press('F2');
  await page.keyboard.type('1 Mbps');
  await page.keyboard.press('Control+Enter');
  for (const peer of [2, 3, 4]) await expect(cell(page, peer, UPLOAD)).toHaveText('1 Mbit/s');

  // A block without headings goes where it is pasted; and what is copied can be pasted again.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(cell(page, 1, UPLOAD)).toBeFocused();
  await pasteText(lab, '700 kbps\t3 Mbps\n800 kbps\t4 Mbps');
  await page.getByTestId('paste-take').click();
  await expect(cell(page, 2, UPLOAD)).toHaveText('800 kbit/s');
  await expect(cell(page, 2, DOWNLOAD)).toHaveText('4 Mbit/s');
  await expect(page.getByTestId('peers-counted')).toHaveText('10 peers');
  await page.keyboard.press('Control+C');
  await expect.poll(() => lab.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('students\t800 kbit/s\t4 Mbit/s\t0 s\tstays to seed\tnone\ttrades\ton');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await expect(page.getByTestId('peers-counted')).toHaveText('0 peers');
  await page.getByTestId('editor-undo').click();
  await expect(cell(page, 2, UPLOAD)).toHaveText('800 kbit/s');
  await page.getByTestId('back-to-groups').press('Enter');
  await expect(page.getByTestId('open-peer-table')).toBeFocused();
});

const drawing = (page: Page): Locator => page.getByTestId('network-peer-to-peer');

/** Where peer 1 stands: at the top of the ring. */
async function firstPeer(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = (await drawing(page).locator('canvas').boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + 30 };
}

test('a peer’s menu opens by mouse, by keyboard and in the inspector', async ({ launch }, info) => {
  const { page } = await launch({ file: await smallLab(info) });
  const menu = page.getByTestId('peer-menu');
  const { x, y } = await firstPeer(page);
  await page.mouse.click(x, y, { button: 'right' });
  await expect(menu).toContainText('Peer 1');
  await menu.getByRole('menuitemcheckbox', { name: 'Free rider' }).click();
  await expect(menu).toBeHidden();
  await expect(page.getByTestId('peer-inspector')).toContainText('Peer 1 (A)');

  await drawing(page).getByRole('listbox').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+F10');
  await expect(menu).toContainText('Peer 2');
  await menu.getByRole('menuitem', { name: 'Cap the rates…' }).press('Enter');
  const rates = page.getByTestId('rates-dialog');
  await expect(rates.getByRole('textbox', { name: 'Upload' })).toBeFocused();
  await page.keyboard.type('lots');
  await page.keyboard.press('Enter');
  await expect(rates).toContainText('“lots” is not a number with a unit.');
  await rates.getByRole('textbox', { name: 'Upload' }).fill('50 kbps');
  await page.keyboard.press('Enter');
  await expect(rates).toBeHidden();
  await expect(drawing(page).getByRole('listbox')).toBeFocused();

  await page.getByTestId('peer-more').click();
  await menu.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(page.getByTestId('answer')).toHaveText('How long until all 11 have the file?');
  await drawing(page).getByRole('listbox').focus();
  await page.keyboard.press('Delete');
  await expect(page.getByTestId('answer')).toHaveText('How long until all 10 have the file?');

  await openEditor(page);
  await page.getByRole('button', { name: 'What was changed' }).click();
  const steps = page.getByTestId('history').getByRole('menuitemradio');
  await expect(steps).toHaveText([/^Opened/, 'Peer 1: Strategy free rider', 'Peer 2: Upload 50 kbit/s', 'Peer 2 duplicated', 'Peer 2 removed']);
});

test('peers are dragged, added and taken away on the drawing, and stand there again when the file is opened', async ({ launch }, info) => {
  const { app, page } = await launch({ file: await smallLab(info) });
  const answer = page.getByTestId('answer');
  const { x, y } = await firstPeer(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y + 40, { steps: 5 });
  await page.mouse.up();
  // It is found where it stands now, and nobody where it stood.
  await page.mouse.click(x, y);
  await expect(page.getByTestId('peer-inspector')).toBeHidden();
  await page.mouse.click(x + 60, y + 40);
  await expect(page.getByTestId('peer-inspector')).toContainText('Peer 1');

  const added = { x: x - 70, y: y + 50 };
  await page.mouse.dblclick(added.x, added.y);
  await expect(answer).toHaveText('How long until all 11 have the file?');
  await expect(page.getByTestId('peer-inspector')).toContainText('Peer 11');
  // Whoever goes takes its place along; undo brings both back.
  await page.mouse.click(x + 60, y + 40);
  await page.keyboard.press('Delete');
  await expect(answer).toHaveText('How long until all 10 have the file?');
  await page.mouse.click(added.x, added.y);
  await expect(page.getByTestId('peer-inspector')).toContainText('Peer 10');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.mouse.click(added.x, added.y);
  await expect(page.getByTestId('peer-inspector')).toContainText('Peer 11');

  const file = info.outputPath('placed.swarm.json');
  await answerSaveDialog(app, file);
  await chooseMenu(app, 'File', 'Save As…');
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();
  const again = await launch({ file });
  await again.page.mouse.click(added.x, added.y);
  await expect(again.page.getByTestId('peer-inspector')).toContainText('Peer 11');
  // The menu of the ground puts all in order again.
  await again.page.mouse.click(x - 70, y + 90, { button: 'right' });
  await again.page.getByRole('menuitem', { name: 'Tidy up the drawing' }).click();
  await again.page.mouse.click(x, y);
  await expect(again.page.getByTestId('peer-inspector')).toContainText('Peer 1');
});

test('while a run is watched the menu asks what if, and the key that removes asks first', async ({ launch }, info) => {
  const { page } = await launch({ file: await smallLab(info) });
  await runToEnd(page);
  await page.getByTestId('answer').click();
  await page.keyboard.press('2');
  const { x, y } = await firstPeer(page);
  await page.mouse.click(x, y);
  await page.keyboard.press('Delete');
  const menu = page.getByTestId('peer-menu');
  await expect(menu).toContainText('In the scenario, from the start');
  await menu.getByRole('menuitem', { name: 'it uploads at…' }).click();
  const rates = page.getByTestId('rates-dialog');
  await expect(rates.getByRole('heading')).toHaveText(/^Rates of peer 1 from \d+:\d\d:\d\d on$/);
  await rates.getByRole('textbox', { name: 'Upload' }).fill('10 kbps');
  await page.keyboard.press('Enter');
  // The other future stands beside the swarm; the scenario and its runs are as they were.
  await expect(page.getByTestId('pane-branch')).toBeVisible();
  await expect(page.getByTestId('answer')).toContainText('10');
  await expect(page.getByTestId('figure-peer-to-peer')).not.toHaveText(/at least/);
  await openEditor(page);
  await expect(page.getByTestId('editor-undo')).toHaveAccessibleName(/10 kbit\/s/);
  await page.getByTestId('edit').click();

  // By the keys, of another peer; the new future takes the place of the one before it and runs to its end.
  await page.getByTestId('pane-peer-to-peer').getByRole('listbox').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+F10');
  await menu.getByRole('menuitem', { name: 'it leaves' }).press('Enter');
  await expect(page.getByTestId('pane-branch')).toContainText(/Peer \d+ leaves at/);
  await page.getByRole('button', { name: /^To the end/ }).click();
  await expect(page.getByTestId('figure-branch')).toHaveClass(/final/);
  // Both futures and their moment are in the charts of uploads as well.
  await page.getByTestId('more-charts').click();
  await page.getByTestId('show-uploads').click();
  const uploads = page.getByTestId('chart-uploaded-volume').getByRole('img');
  await expect(uploads).toHaveAttribute('aria-label', /Peers, Peer \d+ leaves at .*Another future begins at /);
});
