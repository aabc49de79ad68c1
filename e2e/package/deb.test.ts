import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect as expectPage } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { distFolder, manifest, NAME } from '../../scripts/package/identity.mjs';
import { hasProgram, windowTitled } from './desktop';
import { createGuest, type Guest } from './guest';
import { startPackaged } from './packagedLab';

/** The Debian package on a real system: it comes, an ordinary user opens a scenario by a double-click, it goes. Root only. */
const deb = path.join(distFolder, `${NAME}_${manifest.version}_amd64.deb`);
const isRoot = process.getuid?.() === 0;

/** Where a package may write; what dpkg and the desktop keep about all packages is compared by its names only, like all else. */
const SYSTEM = ['/etc', '/opt', '/usr', '/var/lib/dpkg/info'];
const system = (...command: readonly [string, ...string[]]): string => execFileSync(command[0], command.slice(1), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 280_000, maxBuffer: 1e9 });
const filesOfSystem = (): Set<string> => new Set(system('find', ...SYSTEM).split('\n'));

describe.runIf(isRoot && hasProgram('dpkg') && hasProgram('gio'))('the Debian package', () => {
  let guest: Guest;
  let before: Set<string>;
  beforeAll(() => {
    before = filesOfSystem();
    guest = createGuest();
  });
  afterEach(() => guest.endAll());
  afterAll(() => {
    guest.end();
    // Also when a test before has failed.
    system('dpkg', '--purge', NAME);
  });
  const asGuest = (program: string, ...args: readonly string[]): string => system(...guest.command(program, args));

  test('is installed whole, its sandbox helper set-uid root', () => {
    system('dpkg', '--install', deb);
    expect(system('dpkg-query', '--show', '--showformat=${db:Status-Status}', NAME)).toBe('installed');
    expect(system('dpkg', '--verify', NAME)).toBe('');
    const { uid, mode } = statSync(`/opt/${NAME}/chrome-sandbox`);
    expect([uid, mode & 0o7777]).toEqual([0, 0o4755]);
    // No other file of it may be written by anybody but root.
    const files = system('dpkg', '--listfiles', NAME).split('\n').filter((file) => file.startsWith('/') && file !== '/.');
    for (const file of files) expect(lstatSync(file).uid, file).toBe(0);
    for (const file of files) if (!lstatSync(file).isSymbolicLink()) expect(lstatSync(file).mode & 0o022, file).toBe(0);
  });

  test('makes a scenario a file of its own kind', () => {
    copyFileSync('resources/scenarios/flash-crowd.swarm.json', path.join(guest.home, 'class.swarm.json'));
    chmodSync(path.join(guest.home, 'class.swarm.json'), 0o644);
    expect(asGuest('gio', 'info', '-a', 'standard::content-type', 'class.swarm.json')).toContain('standard::content-type: application/x-swarm-lab');
    expect(asGuest('gio', 'mime', 'application/x-swarm-lab')).toContain(`swarm-lab.desktop`);
  });

  test('opens a double-clicked scenario for an ordinary user, in the sandbox', async () => {
    const [program, ...args] = guest.command('gio', ['open', 'class.swarm.json']);
    spawn(program, args, { stdio: 'ignore' });
    // Between the two stands a dash, which xwininfo shows as the locale allows.
    await windowTitled(/^class\.swarm\.json .+ Swarm Lab$/);
    const commands = system('ps', '-u', path.basename(guest.home), '-o', 'args');
    expect(commands).toContain(`/opt/${NAME}/${NAME} --type=renderer`);
    expect(commands).not.toContain('--no-sandbox');
    // Chromium starts its windows from this one, inside namespaces of their own.
    expect(commands).toMatch(/--type=zygote\n/);
  });

  test('hands a second double-click to the window that is open', async () => {
    const lab = await startPackaged(guest, NAME, []);
    asGuest('gio', 'open', 'class.swarm.json');
    await expectPage(lab.page.getByTestId('document-name')).toHaveText('class.swarm.json', { timeout: 280_000 });
  });

  test('is removed without leaving a file on the system', () => {
    system('dpkg', '--purge', NAME);
    expect([...filesOfSystem()].filter((file) => !before.has(file))).toEqual([]);
    expect(existsSync(`/opt/${NAME}`)).toBe(false);
    expect(asGuest('gio', 'info', '-a', 'standard::content-type', 'class.swarm.json')).not.toContain('x-swarm-lab');
  });
});
