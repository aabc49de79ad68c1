import { expect, test } from 'vitest';
import { testTheme, wordsOf } from '../words.testKit';
import { progressChart } from '../progress';
import { spreadLabels } from './endLabels';
import { wrapText } from './pageBelow';
import { toChartJs } from './toChartJs';

test('labels that would cover each other move apart as little as needed and stay inside', () => {
  expect(spreadLabels([10, 50], 10, 0, 100)).toEqual([10, 50]);
  expect(spreadLabels([50, 50, 50], 10, 0, 100)).toEqual([50, 60, 70]);
  expect(spreadLabels([98, 99], 10, 0, 100)).toEqual([85, 95]);
  expect(spreadLabels([-20], 10, 0, 100)).toEqual([5]);
});

test('a caption breaks between words and keeps every one', () => {
  const lines = wrapText('one two three four', 9, (text) => text.length);
  expect(lines).toEqual(['one two', 'three', 'four']);
  expect(wrapText('', 9, (text) => text.length)).toEqual([]);
});

const line = { timeSeconds: Float64Array.of(0, 7200), values: Float64Array.of(0, 1) };
const spec = progressChart(
  [{ architecture: 'client-server', mean: line, boundSeconds: 7200 }, { architecture: 'peer-to-peer', mean: line, boundSeconds: 3600 }],
  wordsOf('en'),
);
const plan = { atEnds: true, rightPx: 80, bottomPx: 0, showTitle: false };

test('values are drawn in the units of the axes', () => {
  const { data } = toChartJs(spec, testTheme, wordsOf('en'), plan);
  expect(data.datasets[0]!.data).toEqual([{ x: 0, y: 0 }, { x: 120, y: 100 }]);
});

test('each architecture has its own colour and its own marker', () => {
  const [clientServer, peerToPeer] = toChartJs(spec, testTheme, wordsOf('en'), plan).data.datasets;
  expect([clientServer!.borderColor, clientServer!.pointStyle]).toEqual([testTheme.clientServer, 'rect']);
  expect([peerToPeer!.borderColor, peerToPeer!.pointStyle]).toEqual([testTheme.peerToPeer, 'circle']);
});

test('nothing moves by itself', () => {
  expect(toChartJs(spec, testTheme, wordsOf('en'), plan).options.animation).toBe(false);
});
