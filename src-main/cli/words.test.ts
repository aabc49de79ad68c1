import { expect, test } from 'vitest';
import { createWords, languageOf } from './words';

test('the first locale variable that is set decides; all but Korean is English', () => {
  expect(languageOf({ LC_ALL: 'ko_KR.UTF-8', LANG: 'en_US.UTF-8' })).toBe('ko');
  expect(languageOf({ LC_ALL: '', LANG: 'ko' })).toBe('ko');
  expect(languageOf({ LC_ALL: 'C', LANG: 'ko_KR.UTF-8' })).toBe('en');
  expect(languageOf({ LANG: 'kok_IN' })).toBe('en');
  expect(languageOf({})).toBe('en');
});

test('values stand in a sentence as they are, whatever signs they hold', () => {
  const words = createWords('en');
  expect(words('cli.usage.unknownCommand', { name: '{x} @:cli | a' })).toBe('Unknown command: {x} @:cli | a');
  expect(createWords('ko')('cli.interrupted')).toBe('중단되었습니다.');
});
