import { describe, expect, test } from 'vitest';
import { i18n } from '../i18n/index';
import { createFormat } from './format';

const inLanguage = (language: 'en' | 'ko') => createFormat(language, (key, values = {}) => i18n.global.t(key, values, { locale: language }));
const en = inLanguage('en');
const ko = inLanguage('ko');

describe('numbers as people read them', () => {
  test('a time has its two largest units', () => {
    expect([8824, 15000, 47.26, 60, 3599.7, 86_400, 100_000].map(en.duration)).toEqual(['2 h 27 min', '4 h 10 min', '47.3 s', '1 min', '1 h', '1 d', '1 d 4 h']);
    expect([8824, 15000, 47.26, 60].map(ko.duration)).toEqual(['2시간 27분', '4시간 10분', '47.3초', '1분']);
  });
  test('rounding never gives 60 of the smaller unit', () => {
    expect(en.duration(59.99)).toBe('1 min');
    expect(en.duration(2 * 3600 - 10)).toBe('2 h');
  });
  test('a rate and a size carry an SI prefix and are in bits', () => {
    expect(en.bitrate(700_000)).toBe('700 kbit/s');
    expect(en.bitrate(30_000_000)).toBe('30 Mbit/s');
    expect(en.size(15_000_000_000)).toBe('15 Gbit');
    expect(ko.size(15_000_000_000)).toBe('15 Gbit');
  });
  test('a ratio has two decimals always, so that runs can be compared', () => {
    expect(en.ratio(1)).toBe('1.00 ×');
    expect(ko.ratio(1.034)).toBe('1.03배');
  });
  test('the clock counts hours, minutes and whole seconds', () => {
    expect(en.clock(3725.9)).toBe('1:02:05');
    expect(en.clock(0)).toBe('0:00:00');
  });
});
