import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { chartCsv } from './exportCsv';
import type { ChartSpec } from './spec';

const stamp = { appVersion: '0.1.0', scenarioHash: 'sha256:ab', seed: 7, word: 'swarm-lab-stamp-1:AAAA' };
const specOf = (name: string, x: readonly number[], y: readonly number[]): ChartSpec => ({
  id: 'progress',
  title: '',
  caption: '',
  x: { title: '', unit: { key: 'hours', size: 3600 }, scale: 'linear', column: 'time_seconds' },
  y: { title: '', unit: { key: 'percent', size: 0.01 }, scale: 'linear', column: 'held_fraction' },
  series: [{ id: 'a', name, role: 'peer-to-peer', form: 'line', label: 'end', x: Float64Array.from(x), y: Float64Array.from(y) }],
  markers: [],
});

test('a row has base units in full precision, series, role and stamp; Korean survives a spreadsheet', () => {
  const csv = chartCsv(specOf('P2P 하한', [0, 8823.529411764706], [0, 1 / 3]), stamp);
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const rows = Papa.parse<Record<string, string>>(csv.slice(1), { header: true, skipEmptyLines: true }).data;
  expect(rows[1]).toEqual({
    series: 'P2P 하한', role: 'peer-to-peer', time_seconds: '8823.529411764706', held_fraction: '0.3333333333333333',
    app_version: '0.1.0', scenario_hash: 'sha256:ab', seed: '7', lab_stamp: '',
  });
  expect(rows[0]!.lab_stamp).toBe(stamp.word);
});

test.each(['=1+1', '+cmd', '-2', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1+1'])('a name that a spreadsheet would run is defused: %j', (name) => {
  const rows = Papa.parse<string[]>(chartCsv(specOf(name, [1], [-2]), stamp).slice(1), { skipEmptyLines: true }).data;
  expect(rows[1]![0]).toBe(`'${name}`);
  expect(rows[1]![3]).toBe('-2');
});
