import { describe, expect, it } from 'vitest';
import { content, peerGroup, protocol, server, type NumberField } from '@core/scenario/index';
import { fieldTextOf, readFieldText, withFormerUnit } from './fieldText';

const words = ['무제한', 'unlimited'];
const rate = ['server', 'uploadBitrate'];
const read = (text: string, field: NumberField) => {
  const reading = readFieldText(text, field, rate, words);
  return reading.ok ? reading.value : reading.issue.code;
};

describe('a number field', () => {
  it('understands the units people use and gives base units', () => {
    expect([read('300 kbps', server.uploadBitrate), read('15 Gbit', content.sizeBits), read('10 min', protocol.rechokeSeconds)]).toEqual([300e3, 15e9, 600]);
  });

  it('takes its word for null in either language, and nowhere else', () => {
    expect([read('무제한', peerGroup.downloadBitrate), read('Unlimited', peerGroup.downloadBitrate)]).toEqual([null, null]);
    expect(read('unlimited', server.uploadBitrate)).toBe('quantity.unlimited');
  });

  it('names the field, what was typed and what is allowed', () => {
    expect(readFieldText('5 mb', content.sizeBits, ['content', 'sizeBits'], [])).toEqual({
      ok: false,
      issue: { code: 'quantity.ambiguousUnit', path: 'content.sizeBits', found: 'mb', allowed: { unit: 'bits' } },
    });
    expect(readFieldText('20000', protocol.maxNeighbours, ['protocol', 'maxNeighbours'], [])).toMatchObject({
      issue: { path: 'protocol.maxNeighbours', found: '20000', allowed: { min: 1, max: 10_000 } },
    });
  });

  it('holds the ends of the range as the field has them', () => {
    expect([read('0', protocol.rechokeSeconds), read('0', server.uploadBitrate)]).toEqual(['range.numberAbove', 0]);
    expect([read('1.5', protocol.regularUnchokes), read('-1', protocol.regularUnchokes), read('1000', protocol.regularUnchokes)]).toEqual(['range.integer', 'range.integer', 1000]);
  });

  it('shows a text that it reads back as the same value', () => {
    for (const value of [300e3, 2e6, 1, 0, 123_456_789, null]) {
      expect(read(fieldTextOf(value, peerGroup.downloadBitrate, '무제한'), peerGroup.downloadBitrate)).toBe(value);
    }
  });
});

describe('a bare number', () => {
  it('is offered with the unit that stood there before', () => {
    expect(withFormerUnit('500', '300 kbit/s')).toBe('500 kbit/s');
    expect(withFormerUnit('15', '10 min')).toBe('15 min');
  });

  it('is offered nothing where there is no doubt', () => {
    expect([withFormerUnit('500 k', '300 kbit/s'), withFormerUnit('5', '10 s'), withFormerUnit('90', '1 h 30 min'), withFormerUnit('5', '10'), withFormerUnit('', '10 min')])
      .toEqual([null, null, null, null, null]);
  });
});
