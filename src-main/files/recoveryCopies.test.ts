import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRecoveryCopies, KEPT } from './recoveryCopies';
import { createSaveQueue } from './saveQueue';

const DAY_MS = 86_400_000;
let userFolder: string;
beforeEach(async () => { userFolder = await mkdtemp(path.join(os.tmpdir(), 'swarm-lab-recovery-')); });
afterEach(() => rm(userFolder, { recursive: true, force: true }));

const open = () => createRecoveryCopies(userFolder, createSaveQueue());
const copyOf = (id: string, text: string, savedAtMs = 1) => ({ id, name: '실습.swarm.json', file: '/home/kim/실습.swarm.json', bytesHash: 'abc', savedAtMs, text });
const fileOf = (id: string) => path.join(userFolder, 'recovery', `${id}.copy`);

test('a copy comes back as it was, also after another start, and is nobody else’s to read', async () => {
  const copies = open();
  const id = randomUUID();
  const copy = copyOf(id, '{\n  "title": "피어"\n}\n', 7);
  await copies.write(copy);
  expect(await open().read(id)).toEqual(copy);
  expect((await stat(fileOf(id))).mode & 0o777).toBe(0o600);
  expect((await stat(path.join(userFolder, 'recovery'))).mode & 0o777).toBe(0o700);
  const { text, ...head } = copy;
  expect(await open().tidy(Date.now())).toEqual([head]);
  // By hand too: a line about the copy, then the very text.
  expect((await readFile(fileOf(id), 'utf8')).split('\n').slice(1).join('\n')).toBe(text);
});

test('a removed copy is gone, and what is not there or no id is no copy', async () => {
  const copies = open();
  const id = randomUUID();
  await copies.write(copyOf(id, 'x'));
  await copies.remove(id);
  await copies.remove(id);
  for (const none of [id, '../../settings', '', 'x'.repeat(36)]) expect(await copies.read(none)).toBe(null);
  expect(await readdir(path.join(userFolder, 'recovery'))).toEqual([]);
});

test('newest first; older than 30 days, more than 50 and half-written ones go', async () => {
  const copies = open();
  const nowMs = Date.now();
  const ids = Array.from({ length: KEPT.copies + 3 }, () => randomUUID());
  for (const [at, id] of ids.entries()) {
    await copies.write(copyOf(id, 'x', at));
    const seconds = (nowMs - at * 1000) / 1000;
    await utimes(fileOf(id), seconds, seconds);
  }
  const old = (nowMs - KEPT.days * DAY_MS - 1000) / 1000;
  await utimes(fileOf(ids[0]!), old, old);
  await writeFile(path.join(userFolder, 'recovery', `.${ids[1]}.copy.0123456789abcdef.tmp`), 'half');
  await writeFile(path.join(userFolder, 'recovery', 'note.txt'), 'not ours');
  const kept = await copies.tidy(nowMs);
  expect(kept.map(({ id }) => id)).toEqual(ids.slice(1, KEPT.copies + 1));
  expect(await readdir(path.join(userFolder, 'recovery'))).toHaveLength(KEPT.copies + 1);
});

test('no more than 100 MiB are kept: the oldest go first', async () => {
  const copies = open();
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  for (const [at, id] of ids.entries()) {
    await copies.write(copyOf(id, 'x'));
    await truncate(fileOf(id), KEPT.bytes / 2 - 1000);
    await utimes(fileOf(id), 1e9 + at, 1e9 + at);
  }
  expect((await copies.tidy(1e12)).map(({ id }) => id)).toEqual([ids[2], ids[1]]);
});

test('a copy that cannot be read is passed over', async () => {
  const copies = open();
  const id = randomUUID();
  await copies.write(copyOf(id, 'x'));
  for (const broken of ['', 'no line', '{"name": 1}\ntext', '\n', Buffer.from([0xff, 0x0a])]) {
    await writeFile(fileOf(id), broken);
    expect(await copies.read(id)).toBe(null);
    expect(await copies.tidy(Date.now())).toEqual([]);
  }
});

test('one that lets itself neither be read nor removed hides none of the others', async () => {
  const copies = open();
  const [good, denied, folder] = [randomUUID(), randomUUID(), randomUUID()];
  for (const id of [good, denied]) await copies.write(copyOf(id, 'x'));
  await chmod(fileOf(denied), 0);
  await mkdir(path.join(fileOf(folder), 'inside'), { recursive: true });
  await mkdir(path.join(userFolder, 'recovery', `.${good}.copy.0123456789abcdef.tmp`));
  // To the superuser nothing is denied.
  const readable = process.getuid?.() === 0 ? [good, denied] : [good];
  expect((await copies.tidy(Date.now())).map(({ id }) => id).sort()).toEqual(readable.sort());
});
