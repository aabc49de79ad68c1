import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { asciiBytes } from '../base/index';
import { scenarioHash, type Scenario } from '../scenario/index';
import { smallScenario } from './runs.testKit';
import { findStamp, scenariosOfRuns, stampText, type Stamp, type StampedRun } from './stamp';
import { verdictOf } from './verdict';

const scenario = smallScenario();
const digest = `sha256:${'ab'.repeat(32)}`;
const run = { scenarioHash: scenarioHash(scenario), architecture: 'peer-to-peer', seed: 1, engineVersion: '1', digest } as const;
const stamp: Stamp = { appVersion: '0.1.0', scenarios: [scenario], runs: [run] };
const found = (file: string) => findStamp(new TextEncoder().encode(file));

describe('the stamp of an export', () => {
  test('is one word that no reader can take for markup, a formula or a second cell, and comes back out of any text', () => {
    const word = stampText(stamp);
    expect(word).toMatch(/^[A-Za-z0-9:+/=-]+$/);
    for (const file of [word, `<svg><metadata>${word}</metadata></svg>`, `\uFEFFseries,lab_stamp\r\n학생,${word}\r\n`, JSON.stringify({ stamp: word }), `<!-- ${word} -->`])
      expect(found(file)).toEqual({ ok: true, value: stamp, warnings: [] });
  });

  test('leads from a run to its scenario', () => {
    const other = { ...run, scenarioHash: digest };
    const [found, none] = scenariosOfRuns({ ...stamp, scenarios: [scenario, { ...scenario, title: 'the same again' }], runs: [run, other] });
    expect(found).toBe(scenario);
    expect(none).toBeNull();
  });

  test('of a thousand scenarios and ten thousand runs, none of them of a scenario in it, holds nobody up', () => {
    const many: Stamp = { ...stamp, scenarios: new Array<Scenario>(1000).fill(scenario), runs: new Array<StampedRun>(10_000).fill({ ...run, scenarioHash: digest }) };
    const since = performance.now();
    expect(new Set(scenariosOfRuns(many))).toEqual(new Set([null]));
    expect(performance.now() - since).toBeLessThan(2000);
  });

  test('takes neither notes nor other futures nor kept runs along', () => {
    const read = found(stampText({ ...stamp, scenarios: [{ ...scenario, notes: 'secret', branches: [{ name: 'b', changes: [] }], keptRuns: ['x'] }] }));
    expect(read.ok && read.value.scenarios).toEqual([scenario]);
  });

  test('fits into a cell of a spreadsheet, however many scenarios a chart has: the open one is always there', () => {
    const scenarios = Array.from({ length: 500 }, (_, at) => ({ ...smallScenario(at + 1), seed: at * 7919, title: `${at * 104729} ${Math.sqrt(at)}` }));
    const runs = scenarios.map((one, at) => ({ ...run, seed: one.seed, digest: `sha256:${((at + 1) * 0.123456789).toString(16).replace('.', '').padEnd(64, String(at)).slice(0, 64)}` }));
    const word = stampText({ ...stamp, scenarios, runs });
    expect(word.length).toBeLessThan(32_767);
    const read = found(word);
    expect(read.ok && read.value.scenarios[0]).toEqual(scenarios[0]);
  });

  test.each([
    ['a file without one', 'series,role\r\n', 'noStamp'],
    ['an empty file', '', 'noStamp'],
    ['a mark with nothing after it', 'swarm-lab-stamp-1:', 'noStamp'],
    ['a mark with anything after it', 'swarm-lab-stamp-1:AAAA', 'stamp'],
    ['one that is cut off', stampText(stamp).slice(0, -40), 'stamp'],
  ])('%s is refused', (_what, file, code) => {
    const read = found(file);
    expect(read.ok ? [] : read.issues.map((one) => one.code)).toEqual([code]);
  });

  test('a scenario in it that cannot be used is refused by its field', () => {
    const read = found(stampText({ ...stamp, scenarios: [{ ...scenario, content: { ...scenario.content, sizeBits: -1 } }] }));
    expect(read.ok ? [] : read.issues.map(({ path }) => path)).toEqual(['scenarios[0].content.sizeBits']);
  });

  test('a picture that was changed, cut off, or has no stamp is refused', () => {
    const picture = new Uint8Array(PNG.sync.write(new PNG({ width: 3, height: 2, fill: true })));
    const changed = picture.slice();
    changed[20]! ^= 1;
    const codes = [picture, changed, picture.subarray(0, 40)].map((bytes) => {
      const read = findStamp(bytes);
      return read.ok ? '' : read.issues[0]?.code;
    });
    expect(codes).toEqual(['noStamp', 'picture', 'picture']);
  });

  test('a file of one repeated letter is given up at once', () => {
    const bytes = new Uint8Array(4 * 1024 * 1024).fill(asciiBytes('s')[0]!);
    const since = performance.now();
    expect(findStamp(bytes).ok).toBe(false);
    expect(performance.now() - since).toBeLessThan(2000);
  });
});

test('a run that is had again is judged by its digest, and by its engine where that is another one', () => {
  expect(verdictOf(run, run)).toBe('same');
  expect(verdictOf(run, { ...run, digest: 'sha256:0' })).toBe('differs');
  expect(verdictOf(run, { engineVersion: '2', digest: 'sha256:0' })).toBe('otherEngine');
  expect(verdictOf(run, { ...run, engineVersion: '2' })).toBe('same');
});
