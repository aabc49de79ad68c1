import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultScenario, serializeScenario } from '@core/scenario';
import { readCourse } from './courseFolder';
import { readSiteConfig } from './siteConfig';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-lab-site-'));
});
afterEach(() => rm(folder, { recursive: true }));

const put = async (name: string, text: string): Promise<string> => {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), text);
  return path.join(folder, name);
};

test('the first file that is there holds, and a course folder is sought beside it', async () => {
  const near = await put('stick/config.json', '{ "language": "ko", "courseFolder": "course" }');
  const far = await put('etc/config.json', '{ "theme": "dark" }');
  expect(await readSiteConfig([path.join(folder, 'none.json'), near, far])).toEqual({ config: { fixed: { language: 'ko' }, courseFolder: path.join(folder, 'stick/course') }, complaints: [] });
  expect((await readSiteConfig([far])).config).toEqual({ fixed: { theme: 'dark' }, courseFolder: null });
  expect(await readSiteConfig([])).toEqual({ config: { fixed: {}, courseFolder: null }, complaints: [] });
});

test('one bad value costs only itself, and is complained about', async () => {
  const { config, complaints } = await readSiteConfig([await put('config.json', '{ "language": "de", "projector": true, "colour": "red" }')]);
  expect(config).toEqual({ fixed: { projector: true }, courseFolder: null });
  expect(complaints.join('\n')).toMatch(/config\.json: language: [^]*config\.json: colour: /);
});

test.each(['', '[', '"ko"', '{"language":"ko"', '\0'.repeat(100_000)])('a file that is none (%#) changes nothing', async (text) => {
  const { config, complaints } = await readSiteConfig([await put('config.json', text)]);
  expect(config).toEqual({ fixed: {}, courseFolder: null });
  expect(complaints).toHaveLength(1);
});

test('a course is the scenarios of its folder in the order of their names', async () => {
  const text = serializeScenario(defaultScenario());
  for (const name of ['week 10.swarm.json', 'week 9.swarm.json', '.hidden.swarm.json', 'notes.txt', 'deeper/inside.swarm.json']) await put(name, text);
  await put('broken.swarm.json', '{');
  expect(await readCourse(folder)).toEqual({
    name: path.basename(folder), isThere: true, refused: ['broken.swarm.json'], scenarios: [{ name: 'week 9', text }, { name: 'week 10', text }],
  });
});

test('a scenario that is too large for the message is refused alone', async () => {
  const text = serializeScenario(defaultScenario());
  for (const name of ['week 1.swarm.json', 'week 3.swarm.json']) await put(name, text);
  await put('week 2.swarm.json', text + ' '.repeat(8 * 1_048_576));
  const { scenarios, refused } = await readCourse(folder);
  expect([scenarios.map(({ name }) => name), refused]).toEqual([['week 1', 'week 3'], ['week 2.swarm.json']]);
});

test('a share that is out of reach is a course without scenarios', async () => {
  expect(await readCourse(path.join(folder, 'gone'))).toEqual({ name: 'gone', isThere: false, refused: [], scenarios: [] });
});
