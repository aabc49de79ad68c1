import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { keptRunOf, packRun, stampText, type RecordedRun } from '../../src-core/record/index';
import { checkScenario, scenarioHash, type Scenario } from '../../src-core/scenario/index';
import { decodeTrace } from '../../src-core/trace/index';
import { lab, scenario, useFolder } from './lab';

const { folder, put } = useFolder();
const written = scenario({ content: { pieceBits: 300_000_000 } });

function checked(): Scenario {
  const read = checkScenario(written);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
}
const whole = checked();
const otherDigest = `sha256:${'0'.repeat(64)}`;
const runs: RecordedRun[] = [];

beforeAll(async () => {
  const trace = path.join(folder, 'run.trace');
  const { stdout } = await lab(['run', put('plain.swarm.json', written), '--trace', trace, '--capacity-series']);
  runs.push({ result: JSON.parse(stdout), trace: decodeTrace(gunzipSync(readFileSync(trace))) });
});

/** A table as the app exports it, of that run; what is said of it can be changed. */
function exported(change: Readonly<Record<string, unknown>> = {}): string {
  const { architecture, seed, engineVersion, traceDigest: digest } = runs[0]!.result;
  const run = { scenarioHash: scenarioHash(whole), architecture, seed, engineVersion, digest, ...change };
  return `series,lab_stamp\r\nP2P,${stampText({ appVersion: '0.1.0', scenarios: [whole], runs: [run] })}\r\n`;
}
const kept = (change: Readonly<Record<string, unknown>> = {}) => ({ ...written, keptRuns: [{ ...keptRunOf('우리 실행', runs[0]!, whole, { recording: packRun(runs[0]!) }), ...change }] });
const outcomes = (stdout: string) => (JSON.parse(stdout) as { runs: { outcome: string }[] }).runs.map(({ outcome }) => outcome);

describe('lab verify', () => {
  test('says of an export and of a document that their runs are the same, run again', async () => {
    for (const file of [put('chart.csv', exported()), put('kept.swarm.json', kept())]) {
      const { status, stdout, stderr } = await lab(['verify', file]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({ verified: true, runs: [{ architecture: 'peer-to-peer', seed: 1, digest: runs[0]!.result.traceDigest, outcome: 'same' }] });
    }
    const { stdout } = await lab(['validate', put('kept.swarm.json', kept())]);
    expect(JSON.parse(stdout)).toEqual({ valid: true, warnings: [] });
  });

  test.each([
    ['another digest of this engine', { digest: otherDigest }, 'differs'],
    ['another digest of another engine', { digest: otherDigest, engineVersion: '0' }, 'otherEngine'],
    ['a scenario that was left out', { scenarioHash: otherDigest }, 'scenarioMissing'],
    ['a real run', { architecture: 'real' }, 'unrepeatable'],
  ])('ends with 1 for %s, and says so', async (_what, change, outcome) => {
    const file = put('other.csv', exported(change));
    const { status, stdout, stderr } = await lab(['verify', file]);
    expect(status).toBe(1);
    expect(outcomes(stdout)).toEqual([outcome]);
    expect(stderr.startsWith(`${file}: `)).toBe(true);
  });

  test('ends with 2 for files that are damaged or of another kind, and for a recording that is: its field is named', async () => {
    const cases = [
      [put('cut.csv', exported().slice(0, 300)), ''],
      [put('photo.png', Buffer.from('89504e470d0a1a0a00000000', 'hex')), ''],
      [put('note.txt', 'nothing'), ''],
      [put('damaged.swarm.json', kept({ recording: 'AAAA' })), 'keptRuns[0].recording: '],
    ] as const;
    for (const [file, field] of cases) {
      const { status, stdout, stderr } = await lab(['verify', file]);
      expect({ status, stdout }, file).toEqual({ status: 2, stdout: '' });
      expect(stderr.startsWith(`${file}: ${field}`)).toBe(true);
    }
  });

  test('a document with a damaged recording still runs, and validate warns of the field', async () => {
    const file = put('damaged.swarm.json', kept({ recording: 'AAAA' }));
    const { status, stdout } = await lab(['validate', file]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ warnings: [{ path: 'keptRuns[0].recording' }] });
    const again = await lab(['run', file]);
    expect(JSON.parse(again.stdout)).toMatchObject({ traceDigest: runs[0]!.result.traceDigest });
  });
});
