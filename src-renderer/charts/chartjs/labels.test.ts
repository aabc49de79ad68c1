import { expect, test } from 'vitest';
import { testTheme, wordsOf } from '../words.testKit';
import { progressChart } from '../progress';
import { wrapText } from './pageBelow';
import { placeLabels } from './placeLabels';
import { cutMiddle, planLabels } from './planLabels';
import { toChartJs } from './toChartJs';

const within = { left: 0, top: 0, right: 100, bottom: 100 };
const wish = (...corners: readonly (readonly [number, number])[]) => ({ widthPx: 40, heightPx: 10, corners: corners.map(([x, y]) => ({ x, y })) });

test('a label stands at the first of its places that is free', () => {
  expect(placeLabels([wish([10, 10], [50, 50])], within, [])).toEqual([{ left: 10, top: 10, right: 50, bottom: 20 }]);
});

test('a label gives way to one that was placed before it', () => {
  const [first, second] = placeLabels([wish([10, 10]), wish([12, 12], [12, 60])], within, []);
  expect([first!.top, second!.top]).toEqual([10, 60]);
});

test('a label that could only stand on another is left out', () => {
  expect(placeLabels([wish([10, 10]), wish([12, 12]), wish([60, 10])], within, []).map((box) => box?.left ?? null)).toEqual([10, null, 60]);
});

test('a label does not stand on a line while there is another place', () => {
  expect(placeLabels([wish([10, 10], [10, 60])], within, [{ points: [20, 15, 30, 15], cost: 4 }])[0]!.top).toBe(60);
  expect(placeLabels([wish([10, 10])], within, [{ points: [20, 15, 30, 15], cost: 4 }])[0]!.top).toBe(10);
});

test('a label never leaves the chart', () => {
  expect(placeLabels([wish([90, -20])], within, [])).toEqual([{ left: 60, top: 0, right: 100, bottom: 10 }]);
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
const plan = { atLines: true, names: ['Client-server', 'Peer-to-peer'], yTitle: ['Pieces held (%)'], rightPx: 80, bottomPx: 0, showTitle: false };

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

/** A font of which every letter is as wide as half its size. */
const measure = (text: string) => [...text].length * 6.5;

test('a name too long for its chart keeps both ends, in any script, and stays beside its line', () => {
  const letters = (text: string) => [...text].length;
  expect(cutMiddle('Peer 4 leaves at 0:30', 40, letters)).toBe('Peer 4 leaves at 0:30');
  expect(cutMiddle('Peer 4 leaves at 0:30 (2)', 15, letters)).toBe('Peer 4…:30 (2)');
  expect(letters(cutMiddle('서버가 삼 분 뒤에 나가고 피어들만 남는 미래'.repeat(9), 20, letters))).toBeLessThanOrEqual(20);
  const many = progressChart([{ architecture: 'peer-to-peer', mean: line, boundSeconds: null, future: { id: 'a', name: 'A long story. '.repeat(700) } }], wordsOf('en'));
  for (const widthPx of [320, 440, 960]) {
    const { atLines, names } = planLabels(measure, { widthPx, heightPx: 200, bottomPx: 0, showTitle: false }, many, testTheme, wordsOf('en'));
    expect([atLines, measure(names[0]!) <= Math.max(120, 0.36 * widthPx)]).toEqual([true, true]);
  }
});

test('the title of the y axis is never cut: it goes on two lines, or its unit stands alone', () => {
  const titleAt = (heightPx: number, fontSizePx = 13) =>
    planLabels((text) => (measure(text) * fontSizePx) / 13, { widthPx: 440, heightPx, bottomPx: 0, showTitle: false }, spec, { ...testTheme, fontSizePx }, wordsOf('en')).yTitle;
  expect(titleAt(240)).toEqual(['Pieces held (%)']);
  expect(titleAt(140)).toEqual(['Pieces held', '(%)']);
  expect(titleAt(120, 18)).toEqual(['%']);
});
