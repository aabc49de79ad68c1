import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFaultyFileSystem, type Fault } from './faults.testKit';
import { codedError, nodeFileSystem } from './fileSystem';
import { killWhileSaving } from './kills.testKit';
import { saveAtomically } from './saveAtomically';
import { smallDisk } from './smallDisk.testKit';
import { newToken, ownerOf, sweepOwnTemps, tempName } from './staleTemps';

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

test('at the next start of the same user folder a killed save leaves nothing, and those of others stay', async () => {
  const [mine, theirs] = [ownerOf('/home/kim/lab'), ownerOf('/home/lee/lab')];
  const left = [newToken(mine), newToken(theirs), newToken()].map((token) => path.join(folder, tempName(path.basename(file), token)));
  for (const name of left) await writeFile(name, 'half');
  await sweepOwnTemps(nodeFileSystem, file, mine, Date.now());
  expect((await temps()).sort()).toEqual(left.slice(1).map((name) => path.basename(name)).sort());
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

test('kill test: after each of 20 SIGKILLs the 5 MiB file is wholly old or wholly new, and the next start leaves no stray file', async () => {
  const { broken, amidSaving, leftOver } = await killWhileSaving(file, 20, (kill) => kill * 7);
  expect({ broken, leftOver }).toEqual({ broken: 0, leftOver: 0 });
  expect(amidSaving, 'kills in the middle of a save').toBeGreaterThan(0);
}, 120_000);

test('a disk that is full leaves the old file whole and no other', async (context) => {
  const disk = await smallDisk(folder, 256 * 1024);
  if (disk === null) return context.skip('mounting a small disk is not allowed here');
  try {
    const onDisk = path.join(disk.folder, 'class.swarm.json');
    await saveAtomically(onDisk, 'a'.repeat(100_000));
    await expect(saveAtomically(onDisk, 'b'.repeat(300_000))).rejects.toMatchObject({ code: 'ENOSPC' });
    // Room for the old file, not for another of its size beside it.
    await expect(saveAtomically(onDisk, 'b'.repeat(200_000))).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await readFile(onDisk, 'utf8')).toBe('a'.repeat(100_000));
    expect(await readdir(disk.folder)).toEqual(['class.swarm.json']);
    await saveAtomically(onDisk, 'c'.repeat(100_000));
    expect(await readFile(onDisk, 'utf8')).toBe('c'.repeat(100_000));
  } finally {
    await disk.remove();
  }
});
