import fc from 'fast-check';
import Papa from 'papaparse';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { attacks } from '@core/base/attacks.testKit';
import { findStamp, stampText, type Stamp } from '@core/record/index';
import { parseScenarioText, scenarioHash, type Scenario } from '@core/scenario/index';
import { validFile } from '@core/scenario/scenarios.testKit';
import { chartCsv } from './exportCsv';
import { chartJson } from './exportJson';
import { aboutSvg } from './exportSvg';
import { writePngText } from './pngText';
import type { ChartSpec } from './spec';
import { stampTexts } from './stampText';
import { chartSummary } from './summary';
import { wordsOf } from './words.testKit';

const words = wordsOf('ko');
const picture = new Uint8Array(PNG.sync.write(new PNG({ width: 3, height: 2, fill: true })));
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A hundred scenarios, each with another attack for its title, its groups and all that a chart is told; the same ones on every run. */
const scenarios: readonly Scenario[] = fc.sample(validFile, { numRuns: attacks.length, seed: 20_261_124 }).map((file, at) => {
  const read = parseScenarioText(JSON.stringify({ ...file, title: attacks[at], peerGroups: (file['peerGroups'] as object[]).map((group) => ({ ...group, name: attacks[at] })) }));
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return { ...read.value, notes: '', branches: [], keptRuns: [] };
});

const chartOf = (attack: string): ChartSpec => ({
  id: 'progress', title: attack, caption: attack,
  x: { title: attack, unit: { key: 'hours', size: 3600 }, scale: 'linear', column: 'time_seconds' },
  y: { title: attack, unit: { key: 'percent', size: 0.01 }, scale: 'linear', column: 'held_fraction' },
  series: [{ id: 'a', name: attack, role: 'peer-to-peer', form: 'line', label: 'end', x: Float64Array.of(0, 1), y: Float64Array.of(0, -1) }],
  markers: [{ id: 'b', label: attack, x: 1, kind: 'bound' }],
});

test.each(scenarios.map((scenario, at) => ({ scenario, attack: attacks[at]! })))('an export comes back as its scenario and its run, and $attack does nothing in it', ({ scenario, attack }) => {
  const hash = scenarioHash(scenario);
  const stamp: Stamp = {
    appVersion: '0.1.0', scenarios: [scenario],
    runs: [{ scenarioHash: hash, architecture: 'peer-to-peer', seed: scenario.seed, engineVersion: '2', digest: `sha256:${'ab'.repeat(32)}` }],
  };
  const named = { appVersion: stamp.appVersion, scenarioHash: hash, seed: scenario.seed, word: stampText(stamp) };
  const spec = chartOf(attack);
  const csv = chartCsv(spec, named);
  const json = chartJson(spec, named, words);
  const svg = aboutSvg(spec, named, words);
  const png = writePngText(picture, stampTexts(spec, named, chartSummary(spec, words)));

  for (const file of [bytesOf(csv), bytesOf(json), bytesOf(svg), png]) expect(findStamp(file)).toEqual({ ok: true, value: stamp, warnings: [] });
  const cells = Papa.parse<string[]>(csv.slice(1), { skipEmptyLines: true }).data.flat();
  expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell) && !Number.isFinite(Number(cell)))).toEqual([]);
  expect([...svg.matchAll(/<\/?([^\s>/]*)/g)].map(([, tag]) => tag).filter((tag) => !/^(title|desc|metadata|lab:[a-z-]+)$/.test(tag!))).toEqual([]);
  expect(PNG.sync.read(Buffer.from(png), { checkCRC: true }).width).toBe(3);
  expect(JSON.parse(json)).toMatchObject({ title: attack });
});
