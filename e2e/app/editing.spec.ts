import { field, openEditor, type } from './hands';
import { expect, test } from './lab';

test('fields take units, bounds follow, undo and redo walk through every edit', async ({ lab: { page } }) => {
  await openEditor(page);
  const peerToPeer = page.getByTestId('live-bounds').locator('.peer-to-peer');
  await expect(peerToPeer).toContainText('2 h 27 min');

  await type(page, 'peerGroups[0].uploadBitrate', '300 kbps');
  // 30 · 15 Gbit / (30 Mbit/s + 30 · 300 kbit/s) = 11,538 s
  await expect(peerToPeer).toContainText('3 h 12 min');
  await type(page, 'content.sizeBits', '30 Gbit');
  await expect(peerToPeer).toContainText('6 h 25 min');
  await type(page, 'content.sizeBits', '15 Gbit');
  await expect(peerToPeer).toContainText('3 h 12 min');
  await field(page, 'peerGroups[0].count').fill('');
  await field(page, 'peerGroups[0].count').pressSequentially('90');
  // Before the field is left: 90 · 15 Gbit / 57 Mbit/s = 23,684 s
  await expect(peerToPeer).toContainText('6 h 35 min');
  await field(page, 'peerGroups[0].count').blur();
  await page.getByTestId('editor').locator('summary', { hasText: 'Protocol' }).click();
  await type(page, 'protocol.announceIntervalSeconds', '10 min');
  await expect(field(page, 'protocol.announceIntervalSeconds')).toHaveValue('10 min');

  const undo = page.getByTestId('editor-undo');
  await undo.click();
  await expect(field(page, 'protocol.announceIntervalSeconds')).toHaveValue('30 min');
  await undo.click();
  await expect(field(page, 'peerGroups[0].count')).toHaveValue('30');
  await undo.click();
  await expect(field(page, 'content.sizeBits')).toHaveValue('30 Gbit');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(field(page, 'peerGroups[0].uploadBitrate')).toHaveValue('700 kbit/s');
  await expect(peerToPeer).toContainText('2 h 27 min');
  await expect(undo).toBeDisabled();
  await expect(page.getByTestId('unsaved-mark')).toBeHidden();

  const redo = page.getByTestId('editor-redo');
  await redo.click();
  await expect(peerToPeer).toContainText('3 h 12 min');
  while (await redo.isEnabled()) await redo.click();
  await expect(field(page, 'protocol.announceIntervalSeconds')).toHaveValue('10 min');
  await expect(peerToPeer).toContainText('6 h 35 min');
});

test('groups are added, duplicated and removed, and undo brings them back', async ({ lab: { page } }) => {
  await openEditor(page);
  const rows = page.getByTestId('editor').locator('tbody');
  await page.getByRole('button', { name: 'Add a group' }).click();
  await expect(rows).toHaveCount(2);
  await page.getByRole('button', { name: /^Group “students”/ }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: /^Group “students”/ }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(rows).toHaveCount(2);
  await page.getByTestId('editor-undo').click();
  await expect(rows).toHaveCount(3);
  await page.getByTestId('editor-undo').click();
  await page.getByTestId('editor-undo').click();
  await expect(rows).toHaveCount(1);
  await expect(field(page, 'peerGroups[0].name')).toHaveValue('students');
});
