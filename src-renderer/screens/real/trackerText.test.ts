import { expect, test } from 'vitest';
import { wordsOf } from '../../charts/words.testKit';
import { trackerText } from './trackerText';

const nameOf = (peer: number) => (peer === 0 ? 'Server' : `Peer ${peer}`);
const announce = { timeSeconds: 1, kind: 'announce', peer: 3, host: '127.0.0.14', port: 4000, event: 'started', told: 1 } as const;

test('an announce says who, why, and how many peers it was given', () => {
  expect(trackerText(announce, nameOf, wordsOf('en'))).toBe('Peer 3 joins and is given 1 peer');
  expect(trackerText({ ...announce, event: 'completed', told: 5 }, nameOf, wordsOf('en'))).toBe('Peer 3 is complete and is given 5 peers');
  expect(trackerText({ ...announce, peer: -1, event: 'stopped' }, nameOf, wordsOf('en'))).toBe('127.0.0.14:4000 says goodbye');
});

test('who is refused or struck out is named with the reason, in either language', () => {
  const refusal = { timeSeconds: 2, kind: 'refusal', host: '127.0.0.1', code: 'otherSwarm', detail: 'ab' } as const;
  expect(trackerText(refusal, nameOf, wordsOf('en'))).toBe('127.0.0.1 is refused: it belongs to another torrent');
  expect(trackerText(refusal, nameOf, wordsOf('ko'))).toBe('127.0.0.1: 거절, 다른 토렌트의 피어임');
  expect(trackerText({ timeSeconds: 3, kind: 'expiry', peer: 2, host: '127.0.0.13', port: 1 }, nameOf, wordsOf('en'))).toContain('Peer 2 was silent');
});

test('that the tracker itself stops and starts stands in its log', () => {
  expect((['down', 'up'] as const).map((kind) => trackerText({ timeSeconds: 4, kind }, nameOf, wordsOf('en')))).toEqual(['The tracker is stopped', 'The tracker is started']);
});
