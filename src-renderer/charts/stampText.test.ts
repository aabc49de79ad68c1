import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartCsv } from './exportCsv';
import { chartJson } from './exportJson';
import type { ChartSeries, ChartSpec, RunStamp } from './spec';
import { ranges, runsIn, stampLine, stampTexts } from './stampText';
import { wordsOf } from './words.testKit';

const words = wordsOf('en');
const hashOf = (letter: string) => `sha256:${letter.repeat(64)}`;
const stamp = { appVersion: '0.1.0', scenarioHash: hashOf('a'), seed: 7, word: 'swarm-lab-stamp-1:AAAA' };

function series(id: string, runs?: readonly RunStamp[]): ChartSeries {
  return { id, name: id, role: 'peer-to-peer', form: 'points', label: 'legend', x: Float64Array.of(10, 20), y: Float64Array.of(1, 2), ...(runs ? { runs } : {}) };
}
const specOf = (...all: readonly ChartSeries[]): ChartSpec => ({
  id: 'distribution-time',
  title: '',
  caption: '',
  x: { title: 'N', unit: { key: 'peerNumber', size: 1 }, scale: 'linear', column: 'peers' },
  y: { title: 'D', unit: { key: 'seconds', size: 1 }, scale: 'linear', column: 'distribution_time_seconds' },
  series: all,
  markers: [],
});

describe('the stamp of a chart', () => {
  test('names the open scenario whole where there is no other', () => {
    expect(stampLine(specOf(series('a')), stamp, words)).toBe(`Swarm Lab 0.1.0 · scenario ${hashOf('a')} · seed 7`);
  });

  test('names every scenario with its seeds, and those that follow each other as one range', () => {
    const runs = [{ scenarioHash: hashOf('b'), seed: 1 }, { scenarioHash: hashOf('c'), seed: 4 }];
    const more = [3, 2, 9].map((seed) => ({ scenarioHash: hashOf('b'), seed }));
    expect(stampLine(specOf(series('bound'), series('runs', runs), series('more', more)), stamp, words)).toBe(
      'Swarm Lab 0.1.0 · scenario aaaaaaaaaaaa · seed 7 · scenario bbbbbbbbbbbb · seed 1-3, 9 · scenario cccccccccccc · seed 4',
    );
  });

  test('says how many scenarios it leaves to the file, which names all of them', () => {
    const runs = Array.from({ length: 20 }, (_, at) => ({ scenarioHash: `sha256:${String(at).padStart(64, '0')}`, seed: 1 }));
    const spec = specOf({ ...series('runs', runs), x: new Float64Array(20), y: new Float64Array(20) });
    expect(stampLine(spec, stamp, words)).toMatch(/ · 12 more scenarios, named in the file$/);
    const texts = stampTexts(spec, stamp, '');
    expect(texts.find(({ keyword }) => keyword === 'Scenario')?.text.split('\n')).toEqual(runs.map((run) => run.scenarioHash));
  });

  test('stands in each row as the run of that point', () => {
    const spec = specOf(series('bound'), series('one', [{ scenarioHash: 'b', seed: 1 }]), series('each', [{ scenarioHash: 'c', seed: 2 }, { scenarioHash: 'd', seed: null }]));
    const { rows } = JSON.parse(chartJson(spec, stamp, words)) as { rows: { scenario_hash: string; seed: number | null }[] };
    expect(rows.map((row) => [row.scenario_hash, row.seed])).toEqual([[hashOf('a'), 7], [hashOf('a'), 7], ['b', 1], ['b', 1], ['c', 2], ['d', null]]);
    expect(chartCsv(spec, stamp).split('\r\n').at(-2)).toMatch(/,d,,$/);
  });

  test('names each run once, and none that is not in the chart', () => {
    const run = fc.record({ scenarioHash: fc.constantFrom('a', 'b', 'c'), seed: fc.integer({ min: 0, max: 3 }) });
    fc.assert(fc.property(fc.array(fc.array(run, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }), (all) => {
      const named = runsIn(specOf(...all.map((runs, at) => series(String(at), runs))), stamp).map(({ scenarioHash, seed }) => `${scenarioHash} ${seed}`);
      expect(new Set(named)).toEqual(new Set(all.flat().map(({ scenarioHash, seed }) => `${scenarioHash} ${seed}`)));
      expect(named.length).toBe(new Set(named).size);
    }));
  });
});

test('ranges keep every number', () => {
  fc.assert(fc.property(fc.array(fc.nat(50)), (numbers) => {
    const back = ranges(numbers).split(', ').filter(Boolean).flatMap((part) => {
      const [from, to = from] = part.split('-').map(Number);
      return Array.from({ length: to! - from! + 1 }, (_, at) => from! + at);
    });
    expect(back).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  }));
});
