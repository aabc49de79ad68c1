import { mkdir, mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { glanceAt, lookAt, markOf, type DiskMark } from './diskMark';
import { hashBytes, SCENARIO_LIMIT_BYTES } from './readScenarioFile';

let folder: string;
let file: string;
let mark: DiskMark;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'swarm-lab-mark-'));
  file = path.join(folder, 'a.swarm.json');
  await writeFile(file, 'mine');
  mark = await markOf(file, hashBytes('mine'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('an untouched file is the same, and so is one that was touched and holds the same bytes', async () => {
  expect(await glanceAt(file, mark)).toEqual({ kind: 'same', mark });
  await utimes(file, 1, 1);
  const touched = await glanceAt(file, mark);
  expect(touched).toEqual({ kind: 'same', mark: { ...mark, mtimeMs: 1000 } });
});

test('other bytes are a change, told apart by their hash; of the same size and time only a look finds them', async () => {
  await writeFile(file, 'theirs');
  expect(await glanceAt(file, mark)).toEqual({ kind: 'changed', hash: hashBytes('theirs') });
  await writeFile(file, 'mini');
  await utimes(file, mark.mtimeMs / 1000, mark.mtimeMs / 1000);
  expect(await lookAt(file, mark)).toEqual({ kind: 'changed', hash: hashBytes('mini') });
});

test('a file that is gone is gone, also with its folder', async () => {
  await rm(file);
  expect(await glanceAt(file, mark)).toEqual({ kind: 'gone' });
  await rm(folder, { recursive: true });
  await writeFile(folder, 'a file where the folder was');
  expect(await lookAt(file, mark)).toEqual({ kind: 'gone' });
});

test('what took its place and cannot be read is a change, not an empty place', async () => {
  await truncate(file, SCENARIO_LIMIT_BYTES + 1);
  expect(await lookAt(file, mark)).toEqual({ kind: 'changed', hash: '' });
  await rm(file);
  await mkdir(file);
  expect(await glanceAt(file, mark)).toEqual({ kind: 'changed', hash: '' });
});
