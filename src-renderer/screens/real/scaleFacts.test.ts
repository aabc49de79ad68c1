import { defaultScenario } from '@core/scenario/index';
import { expect, test } from 'vitest';
import { createFormat } from '../../composables/format';
import { wordsOf } from '../../charts/words.testKit';
import { foretold, scaleFacts } from './scaleFacts';

const { say } = wordsOf('en');
const scale = { sizeScale: 1 / 16, timeScale: 1 / 150, lengthBytes: 2 ** 26, pieceLengthBytes: 2 ** 14, expectedSeconds: 57.2, diskBytes: 12.5 * 2 ** 20, slowestBlocksPerSecond: 20 };

test('before a real run one knows how long it takes, at what pace, with which file and how much disk', () => {
  const scenario = { ...defaultScenario(), content: { sizeBits: 8_589_934_592, pieceBits: 2_097_152 } };
  const facts = scaleFacts(scenario, scale, createFormat('en', (key, values) => say(key, values)));
  expect(facts.map(({ key, values }) => [key, ...Object.values(values)])).toEqual([
    ['takes', '1 min'], ['time', '2 min 30 s'], ['file', '537 Mbit', '8.59 Gbit', '4,096'], ['disk', '13'],
  ]);
});

test('what is foretold is never less than what it will be', () => {
  expect([0.2, 9.1, 10, 10.1, 57.2, 60].map(foretold)).toEqual([1, 10, 10, 15, 60, 60]);
});
