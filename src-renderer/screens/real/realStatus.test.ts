import { expect, test } from 'vitest';
import { wordsOf } from '../../charts/words.testKit';
import { createFormat } from '../../composables/format';
import { copiesSentence, realStatus, type RealProgress } from './realStatus';

const { say } = wordsOf('en');
const format = createFormat('en', (key, values) => say(key, values));
const running: RealProgress = { status: 'running', isReady: true, isStopping: false, share: 0.42, realSeconds: 20, expectedSeconds: 57, isFinished: false };
const told = (part: Partial<RealProgress>) => {
  const { key, values } = realStatus({ ...running, ...part }, format);
  return say(key, values);
};

test('a real run says how far it is and how long it will still take', () => {
  expect(told({})).toBe('42 % of the pieces, about 40 s left');
  expect(told({ isReady: false })).toBe('Opening the sockets…');
  expect(told({ realSeconds: 58 })).toBe('42 % of the pieces');
  expect(told({ share: 1 })).toContain('stays up for outside clients');
  expect(told({ isStopping: true })).toBe('Closing the connections…');
});

test('and at its end what came of it', () => {
  expect(told({ status: 'finished', isFinished: true, realSeconds: 61.4 })).toBe('Done after 1 min 1 s of real time.');
  expect(told({ status: 'finished' })).toBe('Not every peer could get the whole file.');
  expect(told({ status: 'cancelled' })).toContain('Stopped.');
  expect(told({ status: 'failed' })).toBe('The real run has failed.');
});

test('copies that differ are named by their peers', () => {
  const copies = [{ peer: 1, isEqual: true }, { peer: 2, isEqual: false }];
  expect(copiesSentence({ sha256: 'ab', copies, areAllEqual: false }).values).toEqual({ peers: '2' });
  expect(copiesSentence({ sha256: 'ab', copies: copies.slice(0, 1), areAllEqual: true })).toMatchObject({ key: 'real.strip.equal', plural: 1 });
});
