import { readFile } from 'node:fs/promises';
import { answerSaveDialog, goTo, openEditor, runToEnd, type } from './hands';
import { expect, test } from './lab';
import { textsOf } from './png';

test('runs laid over each other are named by what differs, and the export names them all', async ({ lab: { app, page } }, info) => {
  await runToEnd(page);
  await openEditor(page);
  await page.getByTestId('editor').locator('summary', { hasText: 'Title, notes, seed' }).click();
  await type(page, 'seed', '2');
  await page.keyboard.press('Escape');
  await runToEnd(page);

  await goTo(page, 'Compare');
  const chart = page.getByRole('img', { name: /^Chart:/ });
  // Time against N holds both runs; so its stamp names both seeds.
  const picture = info.outputPath('distribution.png');
  await answerSaveDialog(app, picture);
  await page.getByRole('button', { name: 'Export this chart' }).click();
  await page.getByRole('menuitem', { name: 'PNG, 960 × 540' }).click();
  await expect(page.getByTestId('notices')).toContainText('distribution.png');
  expect(textsOf(await readFile(picture)).get('Seed')?.split('\n').sort()).toEqual(['1', '2']);

  await page.getByTestId('compare-completion').click();
  await expect(chart).toHaveAccessibleName(/Peer-to-peer: from 0 peers at 0 h to 30 peers at/);
  const row = page.getByTestId('run-table').getByRole('row', { name: /Peer-to-peer/ }).last();
  await expect(page.getByTestId('run-table').getByRole('checkbox', { disabled: true })).toHaveCount(2);
  await row.getByRole('checkbox').check();
  await expect(chart).toHaveAccessibleName(/Client-server, seed 2: .*Peer-to-peer, seed 2: .*Peer-to-peer, seed 1: from 0 peers at 0 h to 30 peers at/);
  // What all have in common is not said.
  await expect(chart).not.toHaveAccessibleName(/N = 30/);
  await row.getByRole('checkbox').uncheck();
  await expect(chart).not.toHaveAccessibleName(/seed/);
});
