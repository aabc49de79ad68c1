import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ROOT, lab, startLab } from './lab';

const KOREAN = { LC_ALL: 'ko_KR.UTF-8' };
const presetsShape = z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9-]+$/), title: z.string().min(1), summary: z.string().min(1) }));

describe('lab', () => {
  test.each([
    [[], 'Usage:'],
    [['bonds', 'x'], 'bounds'],
    [['run'], 'FILE'],
    [['run', 'a', 'b'], 'Too many'],
    [['bounds', 'a', '--peer', '3'], '--peers'],
    [['bounds', 'a', '--peers'], '--peers'],
    [['new', '../../package'], '../../package'],
    [['help', 'bonds'], 'Usage:'],
  ])('refuses %j with 2 and says what is wrong', async (args, named) => {
    const { status, stdout, stderr } = await lab(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(named);
  });

  test('prints help and version when asked', async () => {
    const help = await lab(['--help']);
    expect(help).toMatchObject({ status: 0, stderr: '' });
    for (const command of ['bounds', 'run', 'validate', 'presets', 'new']) expect(help.stdout).toContain(command);
    const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    expect(await lab(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` });
    expect((await lab(['help', 'bounds'])).stdout).toContain('--peers');
  });

  test('speaks Korean where the environment does', async () => {
    const [help, unknown, wrong] = await Promise.all([
      lab(['--help'], { environment: KOREAN }), lab(['runn', 'x'], { environment: KOREAN }), lab(['validate', '-'], { stdin: '{}', environment: { LANG: 'ko_KR.UTF-8' } }),
    ]);
    expect(help.stdout).toContain('사용법:');
    expect(unknown.stderr).toContain('알 수 없는 명령: runn');
    expect(wrong.stderr).toMatch(/^-: .*[가-힣]/);
  });

  test('lists the built-in scenarios in both languages, and prints each as a file that is valid', async () => {
    const [english, korean] = await Promise.all([lab(['presets']), lab(['presets'], { environment: KOREAN })]);
    const presets = presetsShape.parse(JSON.parse(english.stdout));
    const titles = presetsShape.parse(JSON.parse(korean.stdout));
    expect(presets.length).toBeGreaterThanOrEqual(8);
    expect(presets[0]!.id).toBe('textbook-30-students');
    presets.forEach(({ id, title }, at) => expect(titles[at]).toMatchObject({ id, title: expect.not.stringMatching(`^${title}$`) }));
    const file = await lab(['new', presets[0]!.id]);
    expect(file.stdout).toBe(readFileSync(path.join(ROOT, `resources/scenarios/${presets[0]!.id}.swarm.json`), 'utf8'));
    expect(await lab(['validate', '-'], { stdin: file.stdout })).toMatchObject({ status: 0, stdout: '{"valid":true,"warnings":[]}\n' });
  });

  test.skipIf(process.platform === 'win32')('is quiet when its reader has had enough', () => {
    const { stdout, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" --import tsx src-main/cli/lab.ts presets | head -c 10`], { cwd: ROOT, encoding: 'utf8' });
    expect({ length: stdout.length, stderr }).toEqual({ length: 10, stderr: '' });
  });

  test('ends with 130 when it is interrupted while it waits for standard input', async () => {
    const { child, ended } = startLab(['validate', '-']);
    // More than a pipe holds: once it is gone, somebody is reading.
    await new Promise((resolve) => child.stdin.write(' '.repeat(2 ** 20), resolve));
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ status: 130, stdout: '' });
  });
});
