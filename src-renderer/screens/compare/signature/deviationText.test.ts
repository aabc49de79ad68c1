import { expect, test } from 'vitest';
import { deviationsOf } from '../../../charts/signature';
import { wordsOf } from '../../../charts/words.testKit';
import { createFormat } from '../../../composables/format';
import type { Sentence } from '../../swarm/answer';
import { deviationSentences, signedShare } from './deviationText';

function told(language: 'en' | 'ko', realSeconds: number | null, simulatedSeconds: number | null, boundSeconds: number | null, peers = 30): string {
  const { say } = wordsOf(language);
  const format = createFormat(language, (key, values) => say(key, values));
  const runs = [
    { architecture: 'real' as const, peers, makespanSeconds: realSeconds, boundSeconds },
    { architecture: 'peer-to-peer' as const, peers, makespanSeconds: simulatedSeconds, boundSeconds },
  ];
  const words = ({ key, values, plural }: Sentence) => say(key, { ...values, ...(plural === undefined ? {} : { n: plural }) });
  return deviationSentences(deviationsOf(runs)[0]!, format).map(words).join(' ');
}

test('the deviation is told in words and per cent', () => {
  expect(told('en', 1120, 1067, 1000)).toBe('30 real peers took 18 min 40 s. That is 5 % longer than simulated. It is 12 % above the bound.');
  expect(told('en', 950, 1000, 950, 1)).toBe('The real peer took 15 min 50 s. That is 5 % shorter than simulated. It meets the bound, to the per cent.');
  expect(told('ko', 1120, 1120, 1000)).toBe('실제 피어 30개는 18분 40초 걸렸습니다. 퍼센트 단위로 시뮬레이션과 같습니다. 하한보다 12% 깁니다.');
});

test('what is not known is not told', () => {
  expect(told('en', 1120, null, null)).toBe('30 real peers took 18 min 40 s.');
  expect(told('en', null, 1000, 900)).toBe('');
});

test('a difference in the table has its sign', () => {
  const { say } = wordsOf('en');
  const format = createFormat('en', (key, values) => say(key, values));
  expect([0.051, -0.02, 0.004].map((over) => signedShare(over, format)).map(({ key, values }) => say(key, values))).toEqual(['+5 %', '−2 %', '0 %']);
});
