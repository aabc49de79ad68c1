import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { newPeerGroup, peerGroup, type PeerGroup } from '@core/scenario/index';
import { cellText, readCell } from './cellText';
import { columns, type Column } from './columns';
import { countOf, mergedRanges, peerChoiceText, readPeerChoice, toggled } from './peerChoice';
import { vocabularyOf } from './useVocabulary';

const english = vocabularyOf('en');
const korean = vocabularyOf('ko');
const read = (column: Column, text: string) => {
  const reading = readCell(text, column, english);
  return reading.ok ? reading.value : reading.issue.code;
};

test('every setting of a peer has its column', () => {
  expect(['count', ...columns].sort()).toEqual(Object.keys(peerGroup).sort());
});

describe('a text in the table', () => {
  it.each<[Column, string, unknown]>([
    ['name', ' lab 3 ', 'lab 3'],
    ['uploadBitrate', '2 Mbps', 2e6], ['uploadBitrate', '700kbit/s', 700e3], ['uploadBitrate', '1,5 Mbit/s', 1.5e6], ['downloadBitrate', 'unlimited', null], ['downloadBitrate', '제한 없음', null],
    ['arrival', '90', { kind: 'together', atSeconds: 90 }], ['arrival', '1 min 30 s', { kind: 'together', atSeconds: 90 }],
    ['arrival', 'one after the other 0 s 10 min', { kind: 'evenly', fromSeconds: 0, untilSeconds: 600 }], ['arrival', '무작위로 · 0.2 /s', { kind: 'poisson', perSecond: 0.2, fromSeconds: 0 }],
    ['onComplete', 'leave', { kind: 'leave' }], ['onComplete', 'Leaves at once', { kind: 'leave' }], ['onComplete', '바로 떠남', { kind: 'leave' }], ['onComplete', '10 min', { kind: 'stayFor', seconds: 600 }],
    ['onComplete', 'stays for a random time, 5 min', { kind: 'stayForRandom', meanSeconds: 300 }], ['onComplete', 'stays to seed', { kind: 'stay' }],
    ['interruption', 'once 50 % 1 h 30 min', { kind: 'once', afterFraction: 0.5, awaySeconds: 5400 }], ['interruption', 'once', { kind: 'once', afterFraction: 0.5, awaySeconds: 600 }], ['interruption', '없음', { kind: 'none' }],
    ['strategy', 'free rider', 'free-rider'], ['strategy', '무임승차', 'free-rider'], ['strategy', 'trades', 'standard'],
    ['acceptsConnections', 'no', false], ['acceptsConnections', '예', true],
  ])('%s: %s', (column, text, value) => expect(read(column, text)).toEqual(value));

  it.each<[Column, string, string]>([
    ['uploadBitrate', 'fast', 'quantity.number'], ['uploadBitrate', '-1', 'range.number'], ['uploadBitrate', '', 'quantity.empty'], ['downloadBitrate', '2 MBit', 'fine'],
    ['strategy', 'selfish', 'option'], ['strategy', '', 'empty'], ['onComplete', 'stay forever', 'quantity.number'], ['interruption', 'once; 150 %; 5 s', 'range.numberBetween'], ['interruption', 'none 5', 'parts'], ['arrival', 'late', 'optionOrTime'],
  ])('%s: %s is %s', (column, text, code) => {
    if (code === 'fine') expect(read(column, text)).toBe(2e6);
    else if (column === 'onComplete') expect(readCell(text, column, english).ok).toBe(false);
    else expect(read(column, text)).toBe(code);
  });

  it('is read again as what it says, in either language', () => {
    const seconds = fc.integer({ min: 1, max: 1e6 });
    const peers: fc.Arbitrary<PeerGroup> = fc.record({
      uploadBitrate: fc.double({ min: 0, max: 1e15, noNaN: true }),
      downloadBitrate: fc.option(fc.double({ min: 0, max: 1e15, noNaN: true })),
      arrival: fc.oneof(
        seconds.map((atSeconds) => ({ kind: 'together' as const, atSeconds })),
        fc.tuple(seconds, seconds).map(([fromSeconds, untilSeconds]) => ({ kind: 'evenly' as const, fromSeconds, untilSeconds })),
        fc.tuple(seconds, seconds).map(([perSecond, fromSeconds]) => ({ kind: 'poisson' as const, perSecond, fromSeconds })),
      ),
      onComplete: fc.oneof(fc.constant({ kind: 'stay' as const }), fc.constant({ kind: 'leave' as const }), seconds.map((s) => ({ kind: 'stayFor' as const, seconds: s })), seconds.map((s) => ({ kind: 'stayForRandom' as const, meanSeconds: s }))),
      interruption: fc.oneof(
        fc.constant({ kind: 'none' as const }),
        fc.tuple(fc.integer({ min: 1, max: 99 }), seconds).map(([percent, awaySeconds]) => ({ kind: 'once' as const, afterFraction: percent / 100, awaySeconds })),
        fc.tuple(seconds, seconds).map(([meanUpSeconds, meanAwaySeconds]) => ({ kind: 'random' as const, meanUpSeconds, meanAwaySeconds })),
      ),
      strategy: fc.constantFrom('standard' as const, 'free-rider' as const),
      acceptsConnections: fc.boolean(),
    }).map((part) => ({ ...newPeerGroup(), ...part }));
    fc.assert(fc.property(peers, fc.constantFrom(...columns), fc.constantFrom([english, korean], [korean, english]), (peer, column, [writer = english, reader = english]) => {
      expect(readCell(cellText(peer, column, writer), column, reader)).toMatchObject({ ok: true, value: peer[column] });
    }));
  });
});

describe('which peers a text names', () => {
  const groups = [{ ...newPeerGroup(), name: 'students', count: 30 }, { ...newPeerGroup(), name: 'lab, east', count: 0 }, { ...newPeerGroup(), name: 'guests', count: 10 }];
  it.each([
    ['5-20', '5-20'], ['peers 5–20', '5-20'], ['피어 5~20', '5-20'], ['5부터 20까지', '5-20'], ['5..7; 33', '5-7, 33'], ['33, 5-7, 6-9', '5-9, 33'], ['38-', '38-40'], ['all', '1-40'], ['모두', '1-40'],
    ['group guests', '31-40'], ['그룹 “students”', '1-30'], ['group C, 2', '2, 31-40'], ['', ''], ['1, 2, 3', '1-3'],
  ])('%s: %s', (text, choice) => {
    const read = readPeerChoice(text, groups);
    expect(read.ok && peerChoiceText(read.ranges)).toBe(choice);
  });
  it.each([['41', 'number'], ['0-3', 'number'], ['9-5', 'backwards'], ['group nobody', 'group'], ['some', 'unknown'], ['5-x', 'unknown']])('%s: %s', (text, problem) => {
    expect(readPeerChoice(text, groups)).toMatchObject({ ok: false, problem });
  });
  it('is written as it is read, each peer once, in order', () => {
    const ranges = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 9 })).map(([first, more]) => ({ first, last: Math.min(40, first + more) })));
    fc.assert(fc.property(ranges, fc.integer({ min: 1, max: 40 }), (some, peer) => {
      const merged = mergedRanges(some);
      const read = readPeerChoice(peerChoiceText(merged), groups);
      expect(read).toEqual({ ok: true, ranges: merged, count: countOf(merged) });
      expect(toggled(toggled(merged, peer), peer)).toEqual(merged);
    }));
  });
});
