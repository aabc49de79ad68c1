import type { RunCapacity } from '@core/replay/index';
import { describe, expect, test } from 'vitest';
import { capacityChart } from './capacityChart';
import { chartCsv } from './exportCsv';
import { toChartJs } from './chartjs/toChartJs';
import { testTheme, wordsOf } from './words.testKit';

const words = wordsOf('en');
/** Two whole bins of 4 s and one that ends after 2 s; 10 Mbit/s in all. */
const capacity: RunCapacity = {
  totalBits: 100e6,
  usedBits: 76e6,
  idle: { nothingToGive: 20e6, nobodyInterested: 0, noSlot: 0, receiversFull: 0, endPhase: 4e6 },
  bins: {
    widthSeconds: 4,
    untilSeconds: 10,
    usedBits: [20e6, 40e6, 16e6],
    idle: { nothingToGive: [20e6, 0, 0], nobodyInterested: [0, 0, 0], noSlot: [0, 0, 0], receiversFull: [0, 0, 0], endPhase: [0, 0, 4e6] },
  },
};
const chart = capacityChart({ architecture: 'peer-to-peer', boundSeconds: 7.6, capacity }, words);

describe('where the upload capacity went', () => {
  test('is drawn as rates from the beginning of each bin, the last one to the end of the run', () => {
    expect(chart.series.map(({ id, x, y }) => [id, [...x], [...y]])).toEqual([
      ['used', [0, 4, 8, 10], [5e6, 10e6, 8e6, 8e6]],
      ['nothingToGive', [0, 4, 8, 10], [5e6, 0, 0, 0]],
      ['endPhase', [0, 4, 8, 10], [0, 0, 2e6, 2e6]],
    ]);
    expect([chart.x.unit.key, chart.y.unit.key]).toEqual(['seconds', 'Mbitrate']);
  });

  test('names only the reasons that there were, and in a sentence the greatest', () => {
    expect(chart.series.map(({ name }) => name)).toEqual(['Used', 'Nothing to give yet', 'End phase']);
    expect(chart.caption).toBe('76 % of the upload capacity was used. Most of the rest, 20 %, was idle because peers had no whole piece to give yet.');
    const { idle } = capacity;
    const all = { ...capacity, totalBits: 76e6, idle: { ...idle, nothingToGive: 0, endPhase: 0 } };
    expect(capacityChart({ architecture: 'peer-to-peer', boundSeconds: null, capacity: all }, words).caption).toBe('All of the upload capacity was used.');
  });

  test.each(['en', 'ko'] as const)('has a sentence for every reason in %s', (language) => {
    const none = { nothingToGive: 0, nobodyInterested: 0, noSlot: 0, receiversFull: 0, endPhase: 0 };
    const captions = Object.keys(none).map((reason) =>
      capacityChart({ architecture: 'client-server', boundSeconds: null, capacity: { ...capacity, idle: { ...none, [reason]: 24e6 } } }, wordsOf(language)).caption);
    expect(new Set(captions).size).toBe(5);
  });

  test('stacks the areas, each with its own look', () => {
    const { data, options } = toChartJs(chart, testTheme, words, { atLines: true, names: [], yTitle: [], rightPx: 0, bottomPx: 0, showTitle: false });
    expect(data.datasets.map(({ fill }) => fill)).toEqual(['origin', '-1', '-1']);
    expect(options.scales?.['y']).toMatchObject({ stacked: true });
    const looks = chart.series.map(({ role, fill }) => `${role} ${fill ?? 'solid'}`);
    expect(new Set(looks).size).toBe(looks.length);
  });

  test('keeps each reason with its own rate in the CSV', () => {
    expect(chartCsv(chart, { appVersion: '1', scenarioHash: 'h', seed: 1, word: 'w' })).toContain('\r\nEnd phase,idle,8,2000000,');
  });

  test('of no run yet is empty and says what to do', () => {
    const empty = capacityChart(null, words);
    expect(empty.series).toEqual([]);
    expect(empty.caption).toContain('Swarm screen');
  });
});
