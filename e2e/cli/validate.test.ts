import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { validShape } from './contract';
import { lab, scenario, useFolder } from './lab';

const { folder, put } = useFolder();
const text = JSON.stringify(scenario());
const utf8 = new TextEncoder();
const utf16 = (bigEndian: boolean) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};
const withGroup = (group: Record<string, unknown>) => JSON.stringify(scenario({ groups: [{}, group] }));

describe('lab validate', () => {
  test('says of a valid file that it is, and names keys that it does not know', async () => {
    const { status, stdout, stderr } = await lab(['validate', put('known.swarm.json', scenario({ groups: [{ colour: 'red' }], server: { toString: 1 } }))]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(validShape.parse(JSON.parse(stdout)).warnings.map(({ path: at }) => at).sort()).toEqual(['peerGroups[0].colour', 'server.toString']);
  });

  test.each([
    ['a byte order mark', `\uFEFF${text}`],
    ['line ends of Windows and tabs', text.replaceAll(',', ',\r\n\t')],
  ])('accepts %s', async (_, content) => {
    expect((await lab(['validate', '-'], { stdin: content })).status).toBe(0);
  });

  test('lists all that is wrong, a line each: file, path, what was found, what is allowed', async () => {
    const file = put('wrong.swarm.json', scenario({ content: { sizeBits: -5 }, protocol: { pieceSelection: 'fastest' }, groups: [{ count: 1.5 }, { uploadBitrate: '10' }] }));
    const { status, stdout, stderr } = await lab(['validate', file]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const lines = stderr.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    for (const [at, found] of [['content.sizeBits', '-5'], ['protocol.pieceSelection', 'fastest'], ['peerGroups[0].count', '1.5'], ['peerGroups[1].uploadBitrate', '"10"']] as const) {
      const line = lines.find((one) => one.startsWith(`${file}: ${at}: `));
      expect(line).toContain(found);
      expect(line).toContain('allowed');
    }
  });

  /** Each row of `safety.md` section 1: what it is, the bytes, what the message must name. */
  const malformed: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['an empty file', '', /empty/],
    ['a file that is cut off', text.slice(0, 200), /line \d+, column \d+/],
    ['NaN', text.replace('15000000000', 'NaN'), /line 1, column \d+/],
    ['a comment', `// mine\n${text}`, /line 1, column 1/],
    ['a trailing comma', text.replace(/\}$/, ',}'), /line 1, column \d+/],
    ['UTF-16, little end first', utf16(false), /UTF-16/],
    ['UTF-16, big end first', utf16(true), /UTF-16/],
    ['bytes that are not UTF-8', Buffer.concat([utf8.encode('{"title":"'), Buffer.of(0xff, 0xc0), utf8.encode('"}')]), /UTF-8/],
    ['a picture', Buffer.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 0, 0), /text/],
    ['the same key twice', text.replace('"version":1', '"version":1,"version":1'), /version: .*twice/],
    ['a number beyond all numbers', text.replace('15000000000', '1e400'), /content\.sizeBits: .*1e400/],
    ['a whole number that cannot be kept', text.replace('15000000000', '9007199254740993'), /content\.sizeBits: /],
    ['a text for a number', withGroup({ count: '10' }), /peerGroups\[1\]\.count: .*"10"/],
    ['true for a number', withGroup({ count: true }), /peerGroups\[1\]\.count: .*true/],
    ['the key __proto__', text.replace('"version":1', '"version":1,"__proto__":{"x":1}'), /__proto__/],
    ['another format', text.replace('swarm-lab/scenario', 'other'), /format: .*other/],
    ['a newer version', text.replace('"version":1', '"version":99'), /version: .*99/],
    ['version 0', text.replace('"version":1', '"version":0'), /version: .*0/],
    ['a list', '[]', /\[\]/],
    ['lists too deep inside each other', '['.repeat(100_000), /deep|levels/],
    ['no peer groups', text.replace(/"peerGroups":\[.*?\]/, '"peerGroups":[]'), /peerGroups: /],
    ['a missing field without default', text.replace('"uploadBitrate":30000000', '"x":1'), /server\.uploadBitrate: /],
    ['too many pieces', JSON.stringify(scenario({ content: { pieceBits: 1 } })), /pieceBits: .*1048576|pieceBits: .*1,048,576/],
    ['too many peers', withGroup({ count: 1_000_000 }), /1000000|1,000,000/],
    ['a rate just past the largest', withGroup({ uploadBitrate: 1.0000001e15 }), /peerGroups\[1\]\.uploadBitrate: /],
    ['17 MiB', ' '.repeat(17 * 2 ** 20), /16 MiB/],
  ];
  test.each(malformed)('refuses %s, naming what and where', async (_, content, named) => {
    const { status, stdout, stderr } = await lab(['validate', '-'], { stdin: content });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(named);
    for (const line of stderr.trimEnd().split('\n')) expect(line).toMatch(/^-: /);
    expect(stderr).not.toMatch(/\n\s+at |scenario\.issue/);
  });

  test('refuses what is no file: a folder, a device, a name that is not there', async () => {
    mkdirSync(path.join(folder, 'inner'));
    for (const name of [path.join(folder, 'inner'), path.join(folder, 'none.swarm.json'), ...(process.platform === 'win32' ? [] : ['/dev/zero'])])
      for (const command of ['validate', 'bounds', 'run']) {
        const { status, stdout, stderr } = await lab([command, name]);
        expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
        expect(stderr.startsWith(`${name}: `)).toBe(true);
      }
  });

  test('prints no control characters of a hostile file to the terminal', async () => {
    const { stderr } = await lab(['validate', '-'], { stdin: withGroup({ strategy: '\u001b[2J\nline' }) });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).not.toContain('\u001b');
  });
});
