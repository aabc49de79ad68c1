// The table of rooms in CONTRIBUTING.md is a rule only if breaking it is noticed.
import type { ICruiseResult } from 'dependency-cruiser';
import { ESLint } from 'eslint';
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const rules = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** A house with a door in every core room, and the files that a case adds. */
const doors = ['base', 'scenario', 'theory', 'policy', 'trace', 'sim', 'replay', 'record', 'sweep', 'lesson', 'messages'].map((room) => `src-core/${room}/index.ts`);
const rooms = [...doors, 'src-main/app/index.ts', 'src-main/engine/index.ts', 'src-main/engine/pool.ts', 'src-main/files/open.ts', 'src-main/peers/index.ts', 'src-main/real/index.ts',
  'src-renderer/stores/runs.ts', 'src-renderer/client/client.ts', 'src-renderer/parts/Bar.vue', 'src-core/trace/writer.ts'];

/** File, import in it, the rule that must complain (and no other). */
const forbidden: readonly [file: string, specifier: string, rule: string][] = [
  ['src-core/theory/a.ts', 'node:fs', 'core-theory'],
  ['src-core/base/a.ts', 'os', 'core-base'],
  ['src-core/sim/a.ts', 'electron', 'core-sim'],
  ['src-core/replay/a.ts', 'vue', 'core-replay'],
  ['src-core/policy/a.ts', '../sim/index', 'core-policy'],
  ['src-core/scenario/a.ts', '@core/theory/index', 'core-scenario'],
  ['src-core/sim/b.ts', '../trace/writer', 'core-sim'],
  ['src-core/trace/a.ts', '../../src-main/files/open', 'core-trace'],
  ['src-renderer/stores/b.ts', '@core/extra/index', 'core-has-these-rooms'],
  ['src-main/files/a.ts', 'electron', 'files-peers-cli-without-electron'],
  ['src-main/files/b.ts', '../engine/pool', 'files-stand-alone'],
  ['src-main/files/c.ts', '@core/trace/writer', 'core-by-its-door'],
  ['src-main/peers/a.ts', '../files/open', 'peers-stand-alone'],
  ['src-main/cli/a.ts', 'electron', 'files-peers-cli-without-electron'],
  ['src-main/cli/b.ts', '../app/index', 'cli-without-a-window'],
  ['src-main/engine/a.ts', 'electron', 'engine-and-real-without-electron'],
  ['src-main/engine/b.ts', '../files/open', 'engine-and-real-without-app-and-files'],
  ['src-main/engine/c.ts', '../peers/index', 'engine-without-sockets'],
  ['src-main/real/a.ts', 'electron', 'engine-and-real-without-electron'],
  ['src-main/real/b.ts', '../app/index', 'engine-and-real-without-app-and-files'],
  ['src-main/app/a.ts', '@core/sim/index', 'app-leaves-the-work-to-the-engine'],
  ['src-main/app/b.ts', '../peers/index', 'app-leaves-the-work-to-the-engine'],
  ['src-main/app/c.ts', '../real/index', 'app-leaves-the-work-to-the-engine'],
  ['src-main/preload/a.ts', '@core/scenario/index', 'preload-knows-messages-only'],
  ['src-main/preload/b.ts', '@core/messages/index', 'preload-takes-types-of-messages'],
  ['src-main/preload/c.ts', 'node:fs', 'preload-without-node'],
  ['src-renderer/stores/a.ts', '@core/sim/index', 'window-without-simulator'],
  ['src-renderer/screens/A.vue', '@core/policy/index', 'window-without-simulator'],
  ['src-renderer/screens/B.vue', '../../src-main/files/open', 'window-without-main'],
  ['src-renderer/client/a.ts', 'electron', 'window-without-main'],
  ['src-renderer/client/b.ts', 'path', 'window-without-node'],
  ['src-renderer/parts/A.vue', '../stores/runs', 'parts-know-no-stores'],
  ['src-renderer/canvas/a.ts', '../client/client', 'parts-know-no-stores'],
  ['src-renderer/charts/a.ts', '@core/theory/nowhere', 'every-import-leads-somewhere'],
  ['src-core/lesson/a.ts', './cases.testKit', 'tests-stay-with-tests'],
  ['e2e/app/a.ts', '../../src-main/files/open', 'judged-from-outside'],
];
/** File and import that the table allows. */
const allowed: readonly [file: string, specifier: string][] = [
  ['src-core/sim/ok.ts', '@core/policy/index'],
  ['src-core/sim/ok2.ts', '../trace/index'],
  ['src-core/scenario/ok.ts', 'zod'],
  ['src-core/trace/ok.ts', '@noble/hashes/sha2.js'],
  ['src-core/trace/ok2.ts', './writer'],
  ['src-core/policy/ok.test.ts', 'node:fs'],
  ['src-core/lesson/ok.test.ts', './cases.testKit'],
  ['src-core/lesson/cases.testKit.ts', 'fast-check'],
  ['src-main/files/ok.ts', 'node:fs'],
  ['src-main/app/ok.ts', 'electron'],
  ['src-main/app/ok2.ts', '../files/open'],
  ['src-main/cli/ok.ts', '../engine/pool'],
  ['src-main/cli/ok2.ts', '@core/sim/index'],
  ['src-main/peers/ok.ts', 'node:net'],
  ['src-main/real/ok.ts', '../peers/index'],
  ['src-main/real/ok2.ts', '../engine/pool'],
  ['src-main/preload/ok.ts', 'electron'],
  ['src-renderer/screens/Ok.vue', '../parts/Bar.vue'],
  ['src-renderer/screens/Ok2.vue', '@core/replay/index'],
  ['src-renderer/parts/Ok.vue', 'vue'],
];

const house = mkdtempSync(path.join(tmpdir(), 'swarm-lab-rooms-'));
afterAll(() => rmSync(house, { recursive: true, force: true }));

function write(file: string, text: string) {
  const to = path.join(house, file);
  mkdirSync(path.dirname(to), { recursive: true });
  writeFileSync(to, file.endsWith('.vue') ? `<script setup lang="ts">\n${text}\n</script>\n<template><p /></template>\n` : text);
}
const importing = (specifier: string) => `import * as it from '${specifier}';\nexport const kept = it;\n`;

describe('the import rules between rooms', () => {
  const complaints = new Map<string, string[]>();

  beforeAll(async () => {
    symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'), 'dir');
    for (const file of ['tsconfig.json', '.dependency-cruiser.cjs']) copyFileSync(path.join(root, file), path.join(house, file));
    for (const file of [...rooms, 'src-core/extra/index.ts']) write(file, file.endsWith('.vue') ? '' : 'export const here = 1;\n');
    for (const [file, specifier] of [...forbidden, ...allowed]) write(file, importing(specifier));
    write('src-main/preload/ok2.ts', `import type { here } from '@core/messages/index';\nexport type Kept = typeof here;\n`);
    write('src-renderer/charts/circleA.ts', importing('./circleB'));
    write('src-renderer/charts/circleB.ts', importing('./circleA'));
    // As `npm run lint` does it, in another house; links stay as they are, so that libraries are found in `node_modules/`.
    const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [cruiser, '--output-type', 'json', '--preserve-symlinks', 'src-core', 'src-main', 'src-renderer', 'e2e'];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: house, maxBuffer: 1e8 });
    const result: ICruiseResult = JSON.parse(stdout);
    for (const { from, rule } of result.summary.violations) complaints.set(from, [...(complaints.get(from) ?? []), rule.name]);
  }, 60_000);

  it.each(forbidden)('%s must not import %s', (file, _specifier, rule) => {
    expect(complaints.get(file)).toEqual([rule]);
  });

  it.each(allowed)('%s may import %s', (file) => {
    expect(complaints.get(file)).toBeUndefined();
  });

  it('the preload may import types of messages', () => {
    expect(complaints.get('src-main/preload/ok2.ts')).toBeUndefined();
  });

  it('two files must not import each other', () => {
    expect([...(complaints.get('src-renderer/charts/circleA.ts') ?? []), ...(complaints.get('src-renderer/charts/circleB.ts') ?? [])]).toContain('no-circles');
  });

  it('every rule has a case here', () => {
    const bitten = new Set([...complaints.values()].flat());
    const written: { name: string }[] = rules.forbidden;
    expect(written.map(({ name }) => name).filter((name) => !bitten.has(name) && !name.startsWith('core-'))).toEqual([]);
  });
});

describe('the rules within a file', () => {
  const eslint = new ESLint({ cwd: root });
  const complaintsAbout = async (file: string, text: string) => {
    const [result] = await eslint.lintText(text, { filePath: path.join(root, file) });
    return result?.messages.map(({ ruleId }) => ruleId);
  };

  it.each([
    ['src-core/sim/x.ts', 'export const a = Math.random();', 'no-restricted-properties'],
    ['src-core/sweep/x.ts', 'export const a = Math.random();', 'no-restricted-properties'],
    ['src-core/theory/x.ts', 'const { random } = Math;\nexport const a = random;', 'no-restricted-properties'],
    ['src-core/replay/x.ts', 'export const a = Date.now();', 'no-restricted-globals'],
    ['src-core/lesson/x.ts', 'export const a = new Date();', 'no-restricted-globals'],
    ['src-core/base/x.ts', 'setTimeout(() => 1, 1);', 'no-restricted-globals'],
    ['src-core/trace/x.ts', 'console.error(1);', 'no-restricted-globals'],
    ['src-core/messages/x.ts', "import 'node:fs';", 'no-restricted-imports'],
    ['src-core/policy/x.ts', 'export const a = Math.log(2);', 'no-restricted-properties'],
    ['src-core/sim/x.ts', 'export const a = (b: number) => b ** 2;', 'no-restricted-syntax'],
    ['src-main/files/x.ts', 'export const a: any = 1;', '@typescript-eslint/no-explicit-any'],
    ['src-main/app/x.ts', Array.from({ length: 401 }, (_, at) => `export const a${at} = ${at};`).join('\n'), 'max-lines'],
    ['src-main/app/x.ts', '// eslint-disable-next-line @typescript-eslint/no-explicit-any\nexport const a: any = 1;', '@typescript-eslint/no-explicit-any'],
    ['src-renderer/parts/X.vue', '<template><p v-html="a" /></template>', 'vue/no-v-html'],
    ['src-renderer/parts/X.vue', '<template><p style="color: red"></p></template>', 'vue/no-restricted-static-attribute'],
  ])('in %s, %s breaks %s', async (file, text, rule) => {
    expect(await complaintsAbout(file, text)).toContain(rule);
  });

  it.each([
    ['src-core/sim/x.ts', 'export const a = (draw: { below(n: number): number }) => Math.floor(Math.sqrt(draw.below(4)));\n'],
    ['src-core/theory/x.ts', 'export const a = (b: number) => Math.log(b) ** 2;\n'],
    ['src-core/sim/x.test.ts', 'export const a = Date.now();\n'],
    ['src-main/cli/x.ts', 'export const a = Date.now();\n'],
  ])('in %s, %s is fine', async (file, text) => {
    expect(await complaintsAbout(file, text)).toEqual([]);
  });
});
