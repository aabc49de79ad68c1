import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from './log';

/** A busy machine may take its time. */
const WRITTEN = { timeout: 20_000 };
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'swarm-lab-log-'));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

const logged = () => readFile(path.join(folder, 'lab.log'), 'utf8').catch(() => '');

test('a log of 5 MiB is put aside and another begun: never more than two of them', async () => {
  const old = 'x'.repeat(5 * 1_048_576 + 1);
  await writeFile(path.join(folder, 'lab.log'), old);
  await writeFile(path.join(folder, 'lab.old.log'), 'older');
  const log = createLog(folder);
  log.note('first');
  log.note('second');
  await vi.waitFor(async () => expect(await logged()).toMatch(/^\S+Z first\n\S+Z second\n$/), WRITTEN);
  expect((await stat(path.join(folder, 'lab.old.log'))).size).toBe(old.length);
});

test('no line names a folder of this computer', async () => {
  createLog(folder).note('failed', new Error(`no such file: ${folder}/a and ${os.homedir()}/b`));
  await vi.waitFor(async () => expect(await logged()).toContain('failed'), WRITTEN);
  const line = await logged();
  expect(line).toContain('(user folder)/a and ~/b');
  expect(line).not.toContain(folder);
});
