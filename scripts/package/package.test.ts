import { readFileSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it, test } from 'vitest';
import { root } from '../tools/programs.mjs';
import { controlOf, DESKTOP_ENTRY, MIME_TYPES } from './debFiles.mjs';
import { isAppFile, isRuntimeFile, packedManifest } from './files.mjs';
import { WANTED_FUSES } from './fuses.mjs';
import { manifest } from './identity.mjs';
import { isAllowed, noticesOf } from './licences.mjs';
import { bomOf } from './sbom.mjs';

interface LockEntry {
  readonly version: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
}
const lockfile: { packages: Record<string, LockEntry> } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
const installed = Object.entries(lockfile.packages).filter(([place]) => place !== '');

describe('files', () => {
  test.each(['out/main/index.js', 'out/main/chunks/a.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'out/renderer/assets/a.woff2', 'resources/icons/icon.png'])(
    '%s goes into the package', (name) => expect(isAppFile(name)).toBe(true));
  test.each([
    'out/main/index.js.map', 'out/main/licenses.json', 'out/renderer/licenses.json', 'out/bench/run.js', 'out/screenshot.png', 'resources/icons/icon.svg',
    'resources/scenarios/flash-crowd.swarm.json', 'src-main/app/index.ts', 'node_modules/vue/index.js', 'package.json', 'package-lock.json',
  ])('%s stays behind', (name) => expect(isAppFile(name)).toBe(false));

  it('takes of the runtime what runs, and two of its languages', () => {
    const names = ['electron', 'chrome-sandbox', 'icudtl.dat', 'locales/ko.pak', 'locales/en-US.pak', 'LICENSES.chromium.html'];
    expect(names.filter(isRuntimeFile)).toEqual(names);
    expect(['locales/de.pak', 'version', 'resources/default_app.asar'].filter(isRuntimeFile)).toEqual([]);
  });

  it('packs a manifest without scripts and dependencies', () => {
    expect(packedManifest(manifest)).toMatchObject({ productName: 'Swarm Lab', main: 'out/main/index.js', type: 'module' });
    expect(JSON.stringify(packedManifest(manifest))).not.toMatch(/scripts|ependencies/);
  });
});

test('every fuse is named, and the dangerous ones are off', () => {
  expect(Object.keys(WANTED_FUSES).sort()).toEqual(Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name))).sort());
  expect(WANTED_FUSES).toMatchObject({
    RunAsNode: false, EnableNodeOptionsEnvironmentVariable: false, EnableNodeCliInspectArguments: false, GrantFileProtocolExtraPrivileges: false,
    EnableCookieEncryption: true, EnableEmbeddedAsarIntegrityValidation: true, OnlyLoadAppFromAsar: true,
  });
});

describe('licences', () => {
  test('every installed package is under a licence of the list', () => {
    const refused = installed.filter(([, { license = 'none', dev = false }]) => !isAllowed(license, dev)).map(([place, { license }]) => `${place}: ${license}`);
    expect(refused).toEqual([]);
  });
  test.each(['GPL-3.0', 'AGPL-3.0-only', 'SEE LICENSE IN LICENSE', 'none', 'MIT AND GPL-2.0', 'CC-BY-4.0'])('%s is refused in the package', (licence) =>
    expect(isAllowed(licence, false)).toBe(false));
  test('of a choice one has to do', () => expect(isAllowed('(GPL-3.0 OR MIT)', false)).toBe(true));

  it('gives each part its words, and the same words once', () => {
    const part = (name: string, text: string) => ({ name, version: '1.0.0', licence: 'MIT', text });
    const notices = noticesOf([part('a', 'WORDS\n'), part('b', 'OTHER'), part('c', 'WORDS')], 'OURS');
    expect(notices).toContain('OURS');
    expect(notices).toContain('a 1.0.0 (MIT)\nc 1.0.0 (MIT)\n\nWORDS');
    expect(notices.split('WORDS')).toHaveLength(2);
  });
});

describe('bill of materials', () => {
  const runtime = { electron: '33.2.1', chrome: '130.0.6723.137', node: '20.18.1' };
  const vue = { name: 'vue', version: lockfile.packages['node_modules/vue']?.version ?? '', licence: 'MIT', text: '' };

  it('names parts with the version and hash of the lockfile, and the runtime', () => {
    const { components, dependencies } = bomOf(manifest, [vue], runtime, lockfile);
    expect(components.map(({ purl }) => purl)).toEqual(['pkg:npm/electron@33.2.1', 'pkg:generic/chromium@130.0.6723.137', 'pkg:generic/node@20.18.1', `pkg:npm/vue@${vue.version}`]);
    const [hash] = components.flatMap((one) => ('hashes' in one ? one.hashes : []));
    expect(`sha512-${Buffer.from(hash?.content ?? '', 'hex').toString('base64')}`).toBe(lockfile.packages['node_modules/vue']?.integrity);
    expect(dependencies[0]?.dependsOn).toHaveLength(4);
  });
  it('refuses a part that the lockfile does not have', () => {
    expect(() => bomOf(manifest, [{ ...vue, version: '0.0.1' }], runtime, lockfile)).toThrow('vue 0.0.1');
  });
});

describe('Debian package', () => {
  it('has a control file as dpkg reads it', () => {
    const control = controlOf(2_000_000);
    expect(control).toMatch(/^Package: swarm-lab\nVersion: \d+\.\d+\.\d+\nArchitecture: amd64\n/);
    expect(control).toContain('\nInstalled-Size: 1954\n');
    expect(control).toContain('libgtk-3-0 | libgtk-3-0t64');
    // A field begins a line, its continuation a space; the file ends with a newline.
    expect(control.slice(0, -1).split('\n').filter((line) => !/^([A-Z][A-Za-z-]+: | )\S/.test(line))).toEqual([]);
    expect(control.endsWith('\n')).toBe(true);
  });
  it('tells the desktop which files are its own', () => {
    expect(DESKTOP_ENTRY).toContain('\nMimeType=application/x-swarm-lab;\n');
    expect(DESKTOP_ENTRY).toContain('\nExec=swarm-lab %f\n');
    expect(MIME_TYPES).toContain('<mime-type type="application/x-swarm-lab">');
    expect(MIME_TYPES).toContain('<glob pattern="*.swarm.json"/>');
  });
});
