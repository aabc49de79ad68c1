import { expect, test } from './lab';

test('messages of a wrong shape are dropped by every channel, and the app carries on', async ({ lab: { page, complaints } }) => {
  complaints.expectMatching(/Error occurred in handler for '\w+': Error: refused/);
  const outcomes = await page.evaluate(async () => {
    const deep: unknown[] = [];
    for (let at = 0, inner = deep; at < 200; at += 1) inner.push((inner = []));
    const strange: unknown[] = [
      undefined, null, true, -1, NaN, 1e400, '', 'x'.repeat(20_000), '../../etc/passwd', '\u0000', [], {}, [[]], deep, { kind: 'exe' }, { path: '/etc/passwd' },
      { suggestedName: 1, kind: 'png', bytes: 'text' }, { suggestedName: 'a', kind: 'exe', bytes: new Uint8Array(1) }, { __proto__: { kind: 'png' } },
      new Uint8Array(0), new Date(0), new Map([[1, 2]]), 10n, 'de', 'purple',
    ];
    /** Channels that take a text, bytes or a truth value must be given something else to be given nonsense. */
    const fits = (name: string, one: unknown): boolean =>
      (/^(openRecent|compareRecovered|restoreRecovered|discardRecovered|beginDocument|saveDocument|saveDocumentAs|setUnsaved|copyText)$/.test(name) && typeof one === 'string') ||
      (/^(setUnsaved|keepLayout)$/.test(name) && one === null) || (name === 'copyImage' && one instanceof Uint8Array) ||
      (/^(setProjector|answerClose)$/.test(name) && typeof one === 'boolean');
    const taken: string[] = [];
    const tries: Record<string, number> = {};
    for (const [name, call] of Object.entries(window.lab)) {
      if (name.startsWith('on')) continue;
      const ask = call as (...args: unknown[]) => Promise<unknown>;
      // Alone, and two more than anybody takes.
      const payloads = [...strange.filter((one) => !fits(name, one)).map((one) => [one]), ...strange.map((one) => [one, one, one])];
      for (const payload of payloads) await ask(...payload).then(() => taken.push(`${name}(${payload.map(String).join()})`), () => undefined);
      tries[name] = payloads.length;
    }
    const typed = await Promise.all([
      window.lab.setLanguage('de' as 'en').catch(() => 'refused'),
      window.lab.setTheme({} as 'dark').catch(() => 'refused'),
      window.lab.saveDocument(5 as unknown as string).catch(() => 'refused'),
      window.lab.exportFile({ suggestedName: 'x', kind: 'exe' as 'png', bytes: new Uint8Array(1) }).catch(() => 'refused'),
      window.lab.exportFile({ suggestedName: 'x', kind: 'png', bytes: new Uint8Array(17 * 1024 * 1024) }).catch(() => 'refused'),
    ]);
    return { taken, tries, typed };
  });
  expect(outcomes.taken).toEqual([]);
  expect(Object.keys(outcomes.tries).length).toBeGreaterThan(10);
  for (const [name, count] of Object.entries(outcomes.tries)) expect(count, name).toBeGreaterThan(40);
  expect(outcomes.typed).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
  expect(complaints.log).toContain('DROPPED saveDocument');
  await page.getByTestId('edit').click();
  await expect(page.getByTestId('editor')).toBeVisible();
});

test('a hidden frame gets no ear in the main process', async ({ lab: { app, page, complaints } }) => {
  complaints.expectMatching(/Content Security Policy|Refused to|frame|DROPPED/i);
  // The policy forbids frames; should one ever get in, its messages must still be dropped.
  const refused = await app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    const handler = (ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>> })._invokeHandlers.get('copyText')!;
    const event = { sender: contents, senderFrame: { origin: 'https://example.invalid' } };
    return handler(event, 'stolen').then(() => 'taken', () => 'refused');
  });
  expect(refused).toBe('refused');
  await expect(page.getByTestId('answer')).toBeVisible();
});
