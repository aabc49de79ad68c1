import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultScenario, serializeScenario } from '@core/scenario';
import { SCENARIO_LIMIT_BYTES, hashBytes, readScenarioFile, readScenarioStream } from './readScenarioFile';

const text = serializeScenario(defaultScenario());
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'swarm-lab-read-'));
  file = path.join(folder, 'a.swarm.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function issuesOf(target: string) {
  const result = await readScenarioFile(target);
  return result.ok ? [] : result.issues.map(({ code }) => code);
}

test('a scenario file is read with its text and a hash of its bytes', async () => {
  await writeFile(file, `\ufeff${text.replaceAll('\n', '\r\n')}`);
  const result = await readScenarioFile(file);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  expect(result.value.scenario).toEqual(defaultScenario());
  expect(result.value.text).toBe(text.replaceAll('\n', '\r\n'));
  expect(result.value.bytesHash).toBe(hashBytes(await readFile(file)));
});

test('a link to a scenario file is read', async () => {
  await writeFile(file, text);
  await symlink(file, path.join(folder, 'link'));
  expect(await issuesOf(path.join(folder, 'link'))).toEqual([]);
});

test('what is no file is refused without being opened', async () => {
  await mkdir(file);
  expect(await issuesOf(file)).toEqual(['fileNotAFile']);
  expect(await issuesOf('/dev/zero')).toEqual(['fileNotAFile']);
  const pipe = path.join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await issuesOf(pipe)).toEqual(['fileNotAFile']);
});

test('what is not there is missing, also behind a file and in a bad name', async () => {
  await writeFile(file, text);
  expect(await issuesOf(path.join(folder, 'none'))).toEqual(['fileMissing']);
  expect(await issuesOf(path.join(file, 'none'))).toEqual(['fileMissing']);
  expect(await issuesOf(path.join(folder, 'x'.repeat(5000)))).toEqual(['fileUnreadable']);
  expect(await issuesOf(`${file}\0`)).toEqual(['fileUnreadable']);
});

test('16 MiB are read, one byte more is refused by its size', async () => {
  await writeFile(file, text);
  await writeFile(file, `${text}${' '.repeat(SCENARIO_LIMIT_BYTES - text.length)}`);
  expect(await issuesOf(file)).toEqual([]);
  await truncate(file, SCENARIO_LIMIT_BYTES + 1);
  expect(await issuesOf(file)).toEqual(['fileTooLarge']);
});

test("errors of the text and of the scenario come through as the parser's own", async () => {
  await writeFile(file, text.replace('"seed": 1', '"seed": "one"'));
  const result = await readScenarioFile(file);
  expect(result.ok ? [] : result.issues.map(({ path: field }) => field)).toEqual(['seed']);
});

test('standard input is read to its end, and no further than one chunk past the limit', async () => {
  async function* pieces() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  }
  expect((await readScenarioStream(pieces())).ok).toBe(true);
  let given = 0;
  async function* endless() {
    for (;;) {
      given++;
      yield Buffer.alloc(1_048_576, ' ');
    }
  }
  const result = await readScenarioStream(endless());
  expect(result.ok ? '' : result.issues[0]?.code).toBe('fileTooLarge');
  expect(given).toBe(17);
});
