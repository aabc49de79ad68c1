import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRecentFiles } from './recentFiles';
import { createSaveQueue } from './saveQueue';
import { createSettingsFile } from './settings';

const fallback = { language: 'ko', theme: 'system', projector: false } as const;
const rethrow = (error: unknown) => { throw error; };
let folder: string;
beforeEach(async () => { folder = await mkdtemp(path.join(os.tmpdir(), 'swarm-lab-user-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

test('settings come back as they were kept', async () => {
  const settings = createSettingsFile(folder, fallback, createSaveQueue());
  expect(await settings.load()).toBe(null);
  const kept = { ...fallback, theme: 'dark', bounds: { x: 1, y: -2, width: 1280, height: 800, isMaximized: false }, layout: { open: ['chart'], shares: { chart: 2 } } } as const;
  await settings.save(kept);
  expect(await settings.load()).toEqual(kept);
});

test.each(['', '{"language": "ko"', 'null', '[]', '"x"', '\u0000\u0001', '{"__proto__": 1}'])('settings that hold %j do not stop the start', async (broken) => {
  await writeFile(path.join(folder, 'settings.json'), broken);
  const read = await createSettingsFile(folder, fallback, createSaveQueue()).load();
  expect([null, { ...fallback, bounds: null, layout: null }]).toContainEqual(read);
});

test('one bad setting does not cost the others', async () => {
  await writeFile(path.join(folder, 'settings.json'), '{"language": "tlh", "theme": "dark", "bounds": {"x": 1e99}, "layout": {"open": [1]}, "later": 1}');
  expect(await createSettingsFile(folder, fallback, createSaveQueue()).load()).toEqual({ ...fallback, theme: 'dark', bounds: null, layout: null });
});

test('recent files: newest first, each once, twelve at most, told apart by id and folder', async () => {
  const queue = createSaveQueue();
  const recent = createRecentFiles(folder, queue, rethrow);
  for (let n = 0; n < 20; n++) recent.add(path.join(folder, `class ${n % 15}`, 'lab.swarm.json'));
  await queue.idle();
  const again = createRecentFiles(folder, queue, rethrow);
  await again.load();
  expect(again.list()).toEqual(recent.list());
  expect(again.list().map((file) => file.folder)).toEqual([4, 3, 2, 1, 0, 14, 13, 12, 11, 10, 9, 8].map((n) => `class ${n}`));
  expect(new Set(again.list().map(({ id }) => id)).size).toBe(12);
  const first = again.list()[0];
  expect(again.pathOf(first?.id ?? '')).toBe(path.join(folder, 'class 4', 'lab.swarm.json'));
  expect(again.pathOf('../../etc/passwd')).toBe(null);
});

test('what is told of a recent file holds no path', async () => {
  const queue = createSaveQueue();
  const recent = createRecentFiles(folder, queue, rethrow);
  recent.add(path.join(folder, 'a.swarm.json'));
  await queue.idle();
  expect(JSON.stringify(recent.list())).not.toContain(folder);
});

test('a broken list of recent files is an empty one', async () => {
  const recent = createRecentFiles(folder, createSaveQueue(), rethrow);
  for (const broken of ['{', '{"a": 1}', '[1, 2]', '["relative.json"]']) {
    await writeFile(path.join(folder, 'recent.json'), broken);
    await recent.load();
    expect(recent.list()).toEqual([]);
  }
  expect(await readFile(path.join(folder, 'recent.json'), 'utf8')).toBe('["relative.json"]');
});
