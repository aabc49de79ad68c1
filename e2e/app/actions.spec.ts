import { chooseMenu } from './hands';
import { expect, test } from './lab';

test('every action is found by its name in either language and done by Enter, and the menus have the same', async ({ lab: { app, page } }) => {
  const query = page.getByRole('textbox', { name: 'Find an action' });
  const found = page.getByTestId('actions').getByRole('option');
  const find = async (text: string) => {
    await chooseMenu(app, 'Help', 'Find an Action…');
    await query.fill(text);
  };
  await find('');
  const names = await found.allTextContents();
  const inMenus = await app.evaluate(({ Menu }) => {
    const labels = (menu: Electron.Menu | null | undefined): string[] =>
      (menu?.items ?? []).flatMap((item) => [...labels(item.submenu), ...(item.visible && !item.role && item.type === 'normal' && !item.submenu && item.enabled ? [item.label] : [])]);
    return labels(Menu.getApplicationMenu());
  });
  const missing = inMenus.filter((label) => label !== 'Find an Action…' && label !== 'Clear This List' && !names.some((name) => name.startsWith(label)));
  expect(missing).toEqual([]);

  await query.fill('nothing of the kind');
  await expect(page.getByTestId('actions')).toContainText('Nothing is called “nothing of the kind”.');
  await query.fill('하한');
  await expect(found.first()).toHaveText(/^Bounds/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toHaveAttribute('data-screen', 'bounds');

  await find('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await find('larger');
  await page.keyboard.press('Enter');
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getZoomFactor())).toBeCloseTo(1.1);
  await find('');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('actions')).toBeHidden();
});
