import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatForEditing, parseQuantity, readableQuantity } from './quantities';
import type { QuantityKind } from './quantityUnits';

function read(text: string, kind: QuantityKind): number | null | string {
  const parsed = parseQuantity(text, kind, true);
  return parsed.ok ? parsed.value : parsed.problem;
}

describe('what a person may type', () => {
  it.each([
    ['300 kbps', 300e3], ['300kbit/s', 300e3], ['300 Kbps', 300e3], ['2 Mbps', 2e6], ['2 mbps', 2e6], ['0.7 Mbit/s', 700e3],
    ['700k', 700e3], ['30M', 30e6], ['1 Gbit/s', 1e9], ['300000', 300e3], ['15 bit/s', 15], ['unlimited', null], ['∞', null], ['무제한', null],
    ['0,700 Mbit/s', 700e3], ['2 MB/s', 16e6], ['1 KiB/s', 8192],
  ])('a rate: %s', (text, value) => expect(read(text, 'bitrate')).toBe(value));

  it.each([
    ['15 Gbit', 15e9], ['15Gb', 15e9], ['2 MiB', 2 * 8 * 1024 ** 2], ['500 KB', 4e6], ['500 kB', 4e6], ['2.097152 Mbit', 2_097_152],
    ['1 byte', 8], ['7 bits', 7], ['15,000,000,000', 15e9], ['15 000 000 000', 15e9], ['15_000', 15e3], ["15'000", 15e3], ['1.5e9', 1.5e9], ['3 Kibit', 3072],
  ])('a size: %s', (text, value) => expect(read(text, 'bits')).toBe(value));

  it.each([
    ['10 min', 600], ['1 h 30 min', 5400], ['1h30min', 5400], ['1.5 h', 5400], ['1,5 h', 5400], ['90', 90], ['250 ms', 0.25], ['2 d', 172_800], ['1시간 30분', 5400],
    ['20초', 20], ['1 day', 86_400],
  ])('a time: %s', (text, value) => expect(read(text, 'seconds')).toBe(value));

  it('a fraction, a count, events per second', () => {
    expect(read('50 %', 'fraction')).toBe(0.5);
    expect(read('0.3', 'fraction')).toBe(0.3);
    expect(read('1,000', 'count')).toBe(1000);
    expect(read('10k', 'count')).toBe(10_000);
    expect(read('0.2 /s', 'perSecond')).toBe(0.2);
    expect(read('12/min', 'perSecond')).toBe(0.2);
  });
});

describe('what it refuses, and why', () => {
  it.each([
    ['', 'bits', 'empty'], ['   ', 'bits', 'empty'], ['abc', 'bits', 'number'], ['1.2.3', 'bits', 'number'], ['1.500,5', 'bits', 'number'], ['1e999', 'bits', 'number'],
    ['5 parsecs', 'bits', 'unit'], ['15 Gbit/s', 'bits', 'unit'], ['10 min', 'bits', 'unit'], ['5 mb', 'bits', 'ambiguousUnit'], ['5 kb', 'bits', 'ambiguousUnit'],
    ['1 h 30', 'seconds', 'number'], ['1 Mbit 2 kbit', 'bits', 'number'], ['3 %', 'count', 'unit'], ['--3', 'count', 'number'], ['NaN', 'count', 'number'],
  ] as const)('%s as %s: %s', (text, kind, problem) => expect(parseQuantity(text, kind)).toMatchObject({ ok: false, problem }));

  it('unlimited where nothing may be unlimited', () => expect(parseQuantity('unlimited', 'bits')).toMatchObject({ ok: false, problem: 'unlimited' }));
});

describe('what it says besides', () => {
  it('bytes became bits', () => expect(parseQuantity('500 KB', 'bits')).toMatchObject({ value: 4e6, remarks: ['bytes'] }));
  it('a comma was read as a separator of thousands', () => expect(parseQuantity('1,500', 'count')).toMatchObject({ value: 1500, remarks: ['thousandsComma'] }));
  it('a comma was read as a decimal one', () => expect(parseQuantity('1,5 Mbit', 'bits')).toMatchObject({ value: 1.5e6, remarks: ['decimalComma'] }));
});

describe('text for editing', () => {
  it.each([
    [15e9, 'bits', '15 Gbit'], [15.36e9, 'bits', '15.36 Gbit'], [2_097_152, 'bits', '256 KiB'], [30e6, 'bits', '30 Mbit'], [1, 'bits', '1 bit'], [0, 'bits', '0 bit'], [8192, 'bits', '8.192 kbit'],
    [700e3, 'bitrate', '700 kbit/s'], [0.5, 'bitrate', '0.5 bit/s'], [null, 'bitrate', 'unlimited'], [2_097_152, 'bitrate', '2.097152 Mbit/s'],
    [5400, 'seconds', '1 h 30 min'], [1800, 'seconds', '30 min'], [10, 'seconds', '10 s'], [90.5, 'seconds', '90.5 s'], [90_061, 'seconds', '1 d 1 h 1 min 1 s'],
    [0.5, 'fraction', '0.5'], [30, 'count', '30'], [0.2, 'perSecond', '0.2 /s'],
  ] as const)('%s %s is %s', (value, kind, text) => expect(formatForEditing(value, kind)).toBe(text));

  it('gives the same value back, whatever the value', () => {
    const kinds = fc.constantFrom<QuantityKind>('bits', 'bitrate', 'seconds', 'fraction', 'count', 'perSecond');
    const values = fc.oneof(fc.maxSafeNat(), fc.double({ min: 0, max: 1e15, noNaN: true }), fc.nat({ max: 1e6 }).map((n) => n * 8192)).map((value) => value + 0);
    fc.assert(fc.property(values, kinds, (value, kind) => {
      expect(parseQuantity(formatForEditing(value, kind), kind)).toMatchObject({ ok: true, value });
    }), { numRuns: 10_000 });
  });

  it('any text at all is read or refused, never thrown at', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom<QuantityKind>('bits', 'seconds', 'bitrate'), (text, kind) => {
      const parsed = parseQuantity(text, kind);
      return !parsed.ok || Number.isFinite(parsed.value);
    }), { numRuns: 2000 });
  });
});

describe('a value to show', () => {
  it.each([
    [15e9, 'bits', 15, 'Gbit'], [700e3, 'bitrate', 700, 'kbps'], [999, 'bitrate', 999, 'bps'], [8824, 'seconds', 8824 / 3600, 'h'], [59, 'seconds', 59, 's'], [0, 'seconds', 0, 's'],
    [0.25, 'seconds', 250, 'ms'], [0, 'bits', 0, 'bit'], [0.3, 'fraction', 0.3, 'fraction'], [12, 'count', 12, 'count'],
  ] as const)('%s %s: %s %s', (value, kind, amount, unit) => expect(readableQuantity(value, kind)).toEqual({ amount, unit }));
});
