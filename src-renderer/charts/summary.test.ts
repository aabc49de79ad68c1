import { expect, test } from 'vitest';
import type { AxisUnit } from './axisUnit';
import { languages } from '../i18n/messages';
import { axisTitle, valueText } from './axisText';
import type { ChartAxis } from './spec';
import { wordsOf } from './words.testKit';

const keys = [
  'seconds', 'minutes', 'hours', 'days', 'percent', 'peers', 'peerNumber', 'bits', 'kbit', 'Mbit', 'Gbit', 'Tbit', 'bitrate', 'kbitrate', 'Mbitrate', 'Gbitrate', 'copies', 'messages',
] as const satisfies readonly AxisUnit['key'][];

test('every unit of an axis has its words in both languages, for one and for many', () => {
  for (const language of languages)
    for (const key of keys) {
      const axis: ChartAxis = { title: 'Title', unit: { key, size: 1 }, scale: 'linear', column: 'column' };
      const words = wordsOf(language);
      expect(axisTitle(axis, words)).toMatch(/^Title/);
      expect(valueText(axis, 30, words), `${language} ${key}`).toContain('30');
      expect(valueText(axis, 1, words), `${language} ${key}`).toContain('1');
    }
});
