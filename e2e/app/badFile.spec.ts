import { preset, writeTo } from './files';
import { field, openEditor, openFile, type } from './hands';
import { expect, test } from './lab';

test('a broken file is refused by name, place and reason, and the old document stays', async ({ lab: { app, page } }, info) => {
  const good = await preset('textbook-30-students');
  const group = good.peerGroups[0]!;
  const notices = page.getByTestId('notices');
  await openEditor(page);
  await type(page, 'peerGroups[0].count', '31');

  const cases = [
    { name: 'not-json.swarm.json', content: '{\n  "format": "swarm-lab/scenario",\n  oops\n}', says: ['line 3, column 3'] },
    { name: 'cut-off.swarm.json', content: JSON.stringify(good, null, 2).slice(0, 300), says: ['the file ends in the middle'] },
    {
      name: 'wrong-type.swarm.json',
      content: { ...good, peerGroups: [group, { ...group, uploadBitrate: 'fast' }] },
      says: ['peerGroups[1].uploadBitrate', 'fast', 'allowed: a number from'],
    },
    { name: 'newer.swarm.json', content: { ...good, version: 99 }, says: ['version', '99', 'newer Swarm Lab'] },
    { name: 'foreign.swarm.json', content: '{"name":"something else","version":1}', says: ['format'] },
    { name: 'empty.swarm.json', content: '', says: ['the file is empty'] },
  ];
  for (const { name, content, says } of cases)
    await test.step(name, async () => {
      const file = await writeTo(info.outputPath(name), content);
      await openFile(app, file);
      // The document is unsaved, so the question comes first: what is refused must not have cost anything.
      await page.getByTestId('save-question').getByRole('button', { name: 'Don’t save' }).click();
      const notice = notices.locator('.notice').filter({ hasText: name });
      await expect(notice).toContainText('could not be opened. The document that was open is still here.');
      for (const words of says) await expect(notice).toContainText(words);
      await expect(notice).not.toContainText(info.outputDir);
      await notice.getByRole('button', { name: 'Close' }).click();
      await expect(notice).toBeHidden();
      await expect(page.getByTestId('document-name')).toHaveText('Textbook: 30 students');
      await expect(field(page, 'peerGroups[0].count')).toHaveValue('31');
      await expect(page.getByTestId('unsaved-mark')).toBeVisible();
    });
});

test('a file named on the command line that cannot be opened is refused, and the first lab is there', async ({ launch }, info) => {
  const file = await writeTo(info.outputPath('broken.swarm.json'), '{"format":');
  const { page } = await launch({ file });
  await expect(page.getByTestId('notices')).toContainText('“broken.swarm.json” could not be opened');
  await expect(page.getByTestId('document-name')).toHaveText('Textbook: 30 students');
});

test('keys that nobody knows are told about and kept', async ({ lab: { app, page } }, info) => {
  const file = await writeTo(info.outputPath('odd.swarm.json'), { ...(await preset('textbook-30-students')), teacher: { name: '이름' } });
  await openFile(app, file);
  await expect(page.getByTestId('notices')).toContainText('odd.swarm.json, teacher: this key is not known');
  await expect(page.getByTestId('document-name')).toHaveText('odd.swarm.json');
});

test('a text that is no value is explained at its field and stops every run until it is put right', async ({ lab: { page } }) => {
  await openEditor(page);
  const upload = field(page, 'peerGroups[0].uploadBitrate');
  await upload.fill('fast');
  await expect(upload).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByTestId('problems')).toContainText('“fast” is not a number with a unit');
  await expect(page.getByTestId('run')).toBeDisabled();
  await expect(page.getByTestId('hint')).toHaveText('Nothing can run yet: one thing in the scenario needs to be put right.');
  // The bounds stand still meanwhile, and say so.
  await expect(page.getByTestId('live-bounds')).toContainText('2 h 27 min');
  await expect(page.getByTestId('live-bounds')).toContainText('last good values');

  await type(page, 'content.sizeBits', '0');
  await expect(page.getByTestId('hint')).toHaveText('Nothing can run yet: 2 things in the scenario need to be put right.');
  await page.getByTestId('problems').getByRole('button', { name: 'Go to field' }).first().click();
  await expect(upload).toBeFocused();
  await upload.fill('700 kbps');
  await expect(page.getByTestId('run')).toBeDisabled();
  await type(page, 'content.sizeBits', '15 Gbit');
  await expect(page.getByTestId('problems')).toBeHidden();
  await expect(upload).toHaveAttribute('aria-invalid', 'false');
  await expect(page.getByTestId('run')).toBeEnabled();
  await expect(page.getByTestId('hint')).toContainText('Press Space');
});
