import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeFileSystem } from './fileSystem';
import { createSaveQueue } from './saveQueue';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'swarm-lab-queue-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

test('of states that wait for one file only the last is written, and all who asked are told', async () => {
  let renames = 0;
  const counting = { ...nodeFileSystem, rename: async (from: string, to: string) => { renames++; await nodeFileSystem.rename(from, to); } };
  const queue = createSaveQueue({ fileSystem: counting });
  const file = path.join(folder, 'a.json');
  await Promise.all(Array.from({ length: 50 }, (_, n) => queue.save(file, `state ${n}`)));
  expect(await readFile(file, 'utf8')).toBe('state 49');
  // The first had begun; the other 49 became one.
  expect(renames).toBe(2);
});

test('a failed save fails for who asked, and the next one goes through', async () => {
  const queue = createSaveQueue();
  await expect(queue.save(folder, 'x')).rejects.toMatchObject({ code: 'ENOTFILE' });
  await queue.save(path.join(folder, 'b.json'), 'y');
  expect(await readFile(path.join(folder, 'b.json'), 'utf8')).toBe('y');
});

test('idle waits for all files', async () => {
  const queue = createSaveQueue();
  const files = ['a', 'b', 'c'].map((name) => path.join(folder, name));
  for (const file of files) void queue.save(file, file);
  await queue.idle();
  for (const file of files) expect(await readFile(file, 'utf8')).toBe(file);
});
