import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFaultyFileSystem, type Fault } from './faults.testKit';
import { codedError, nodeFileSystem } from './fileSystem';
import { saveAtomically } from './saveAtomically';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'swarm-lab-save-'));
  file = path.join(folder, '실습.swarm.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const temps = async () => (await readdir(folder)).filter((name) => name.endsWith('.tmp'));

test('a new file holds exactly the bytes', async () => {
  await saveAtomically(file, '{"제목": 1}\n');
  expect(await readFile(file, 'utf8')).toBe('{"제목": 1}\n');
  expect(await temps()).toEqual([]);
});

test('an old file keeps its mode, whatever the umask', async () => {
  await writeFile(file, 'old');
  await chmod(file, 0o666);
  await saveAtomically(file, 'new');
  expect((await stat(file)).mode & 0o777).toBe(0o666);
});

test('a symbolic link stays one, and its target gets the bytes', async () => {
  const link = path.join(folder, 'link.json');
  await writeFile(file, 'old');
  await symlink(file, link);
  await saveAtomically(link, 'new');
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readFile(file, 'utf8')).toBe('new');
});

test('a link whose target is not there yet makes the target', async () => {
  const link = path.join(folder, 'link.json');
  await symlink(path.basename(file), link);
  await saveAtomically(link, 'new');
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readFile(file, 'utf8')).toBe('new');
});

test('links in a circle are refused', async () => {
  const link = path.join(folder, 'a');
  await symlink('b', link);
  await symlink('a', path.join(folder, 'b'));
  await expect(saveAtomically(link, 'x')).rejects.toMatchObject({ code: 'ELOOP' });
});

test('a folder is refused', async () => {
  await mkdir(file);
  await expect(saveAtomically(file, 'x')).rejects.toMatchObject({ code: 'ENOTFILE' });
});

test('a device is refused', async () => {
  await expect(saveAtomically('/dev/null', 'x')).rejects.toMatchObject({ code: 'ENOTFILE' });
});

test('a read-only file is not replaced', async () => {
  await writeFile(file, 'old');
  await chmod(file, 0o444);
  await expect(saveAtomically(file, 'new')).rejects.toMatchObject({ code: 'EREADONLY' });
  expect(await readFile(file, 'utf8')).toBe('old');
});

test('a folder that is not there is named as such', async () => {
  await expect(saveAtomically(path.join(folder, 'gone', 'a.json'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
});

test("a killed save's temporary file is swept after an hour, other files never", async () => {
  const stale = path.join(folder, `.${path.basename(file)}.0123456789abcdef.tmp`);
  const fresh = path.join(folder, `.${path.basename(file)}.fedcba9876543210.tmp`);
  const foreign = path.join(folder, '.other.0123456789abcdef.tmp');
  for (const name of [stale, fresh, foreign]) await writeFile(name, 'half');
  const longAgo = new Date(Date.now() - 3_700_000);
  for (const name of [stale, foreign]) await utimes(name, longAgo, longAgo);
  await saveAtomically(file, 'new');
  expect((await temps()).sort()).toEqual([path.basename(fresh), path.basename(foreign)].sort());
});

describe('on Windows', () => {
  const busyFor = (times: number) => {
    let left = times;
    return { ...nodeFileSystem, rename: async (from: string, to: string) => {
      if (left-- > 0) throw codedError('EBUSY', 'a scanner holds it');
      await nodeFileSystem.rename(from, to);
    } };
  };
  test("a scanner's brief lock is waited for", async () => {
    await saveAtomically(file, 'new', { fileSystem: busyFor(5), isWindows: true });
    expect(await readFile(file, 'utf8')).toBe('new');
  });
  test('elsewhere the same error fails at once', async () => {
    await expect(saveAtomically(file, 'new', { fileSystem: busyFor(1), isWindows: false })).rejects.toMatchObject({ code: 'EBUSY' });
  });
});

describe('fault sweep: whatever call fails, the file is wholly old or wholly new', () => {
  const faults: Fault[] = ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EBUSY', 'EMFILE', 'short write', 'no write'];
  test.each(faults)('%s', async (fault) => {
    const fresh = 'n'.repeat(300_000);
    let failures = 0;
    for (let failAt = 1; ; failAt++) {
      await writeFile(file, 'old');
      const fileSystem = createFaultyFileSystem(fault, failAt);
      const saved = await saveAtomically(file, fresh, { fileSystem, isWindows: false }).then(() => true, () => false);
      expect(await readFile(file, 'utf8'), `call ${failAt}`).toBe(saved ? fresh : 'old');
      expect(await temps(), `call ${failAt}`).toEqual([]);
      if (!saved) failures++;
      if (fileSystem.calls() < failAt) break;
    }
    // A short write is carried on with, so only the others ever make a save fail.
    if (fault === 'short write') expect(failures).toBe(0);
    else expect(failures).toBeGreaterThan(0);
  });
});

test('kill test: after each of 20 SIGKILLs the 5 MiB file is wholly old or wholly new', async () => {
  const states = ['a', 'b'].map((letter) => letter.repeat(5 * 1_048_576));
  const module = JSON.stringify(path.join(import.meta.dirname, 'saveAtomically.ts'));
  const program = `
    import { saveAtomically } from ${module};
    const states = ['a', 'b'].map((letter) => Buffer.alloc(5 * 1048576, letter));
    for (let n = 0; ; n++) {
      await saveAtomically(${JSON.stringify(file)}, states[n % 2]);
      if (n === 0) process.send('saving');
    }`;
  for (let kill = 0; kill < 20; kill++) {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const gone = once(child, 'exit');
    await Promise.race([once(child, 'message'), gone]);
    await wait(kill * 7);
    expect(child.exitCode, 'the child must be saving when it is killed').toBe(null);
    child.kill('SIGKILL');
    await gone;
    expect(states.includes(await readFile(file, 'utf8')), `after kill ${kill}`).toBe(true);
  }
}, 120_000);
