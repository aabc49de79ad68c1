import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { expect as expectPage } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFuses, WANTED_FUSES } from '../../scripts/package/fuses.mjs';
import { distFolder, FOLDER_NAME, NAME } from '../../scripts/package/identity.mjs';
import { hasProgram, pressIn, windowTitled } from './desktop';
import { createGuest, type Guest } from './guest';
import { startPackaged, type PackagedLab } from './packagedLab';

/** The smoke part of the tests of the app, against the package itself. `scripts/e2e-package.mjs` takes the network away, where it may. */
const folder = path.join(distFolder, FOLDER_NAME);
const executable = path.join(folder, NAME);
const isCutOff = process.env.SWARM_LAB_NO_NETWORK === 'yes';

describe('the packaged app', () => {
  let guest: Guest;
  let lab: PackagedLab;
  beforeAll(async () => {
    guest = createGuest();
    lab = await startPackaged(guest, executable, []);
  });
  afterAll(() => {
    lab?.kill();
    guest.end();
  });

  test.runIf(isCutOff)('starts where there is no network at all', () => {
    expect(Object.values(networkInterfaces()).flat().filter((one) => one?.internal === false)).toEqual([]);
  });

  test('has its fuses set as wanted', async () => expect(await readFuses(executable)).toEqual(WANTED_FUSES));

  test('carries every licence, a bill of materials and no file of the workshop', () => {
    for (const name of ['LICENSE.electron.txt', 'LICENSES.chromium.html', 'NOTICES.txt', 'README.txt', 'sbom.cdx.json', 'resources/app.asar'])
      expect(existsSync(path.join(folder, name)), name).toBe(true);
    for (const name of ['node_modules', 'src-core', 'resources/default_app.asar', 'resources/app']) expect(existsSync(path.join(folder, name)), name).toBe(false);
    const { components } = JSON.parse(readFileSync(path.join(folder, 'sbom.cdx.json'), 'utf8'));
    const notices = readFileSync(path.join(folder, 'NOTICES.txt'), 'utf8');
    for (const { type, name, version } of components) if (type === 'library') expect(notices).toContain(`${name} ${version} (`);
  });

  test('runs in Chromium\'s sandbox, its window without Node', async () => {
    expect(await lab.page.evaluate(() => [typeof globalThis.process, typeof Reflect.get(globalThis, 'require')])).toEqual(['undefined', 'undefined']);
    expect(lab.said()).not.toMatch(/sandbox/i);
  });

  test('runs its first lab to the end', async () => {
    const { page } = lab;
    await expectPage(page.getByTestId('answer')).toBeVisible();
    await page.getByTestId('speed').click();
    await page.getByRole('menuitemradio').last().click();
    await page.getByTestId('run').click();
    for (const architecture of ['client-server', 'peer-to-peer'])
      await expectPage(page.getByTestId(`figure-${architecture}`)).toHaveClass(/final/, { timeout: 120_000 });
  });

  test.runIf(hasProgram('xdotool'))('exports a chart by the native dialog', async () => {
    const { page } = lab;
    await page.getByRole('button', { name: 'Export this chart' }).click();
    await page.getByRole('menuitem', { name: 'PNG, 960 × 540' }).click();
    pressIn(await windowTitled(/^Save/), 'Return');
    await expectPage(page.getByTestId('notices')).toContainText('.png');
    const png = readdirSync(guest.home, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.png'));
    expect(readFileSync(path.join(guest.home, png ?? '')).subarray(1, 4).toString('latin1')).toBe('PNG');
  });

  test('asks nothing of a network, and has nothing to complain about', () => {
    expect(lab.said()).not.toMatch(/REFUSED|UNEXPECTED|FAILED|GONE/);
    const log = path.join(guest.home, '.config/Swarm Lab/lab.log');
    expect(existsSync(log) ? readFileSync(log, 'utf8') : '').toBe('');
  });

  test('ends when its window is closed', async () => {
    await lab.page.evaluate(() => window.close());
    expect(await lab.gone()).toBe(0);
  });

  test('opens a file named on its command line', async () => {
    const file = path.resolve('resources/scenarios/flash-crowd.swarm.json');
    const second = await startPackaged(guest, executable, [file]);
    await expectPage(second.page.getByTestId('document-name')).toHaveText('flash-crowd.swarm.json');
    second.kill();
  });
});
