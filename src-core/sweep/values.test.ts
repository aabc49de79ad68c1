import { describe, expect, test } from 'vitest';
import { parseVariation } from './values';

function valuesOf(text: string): unknown {
  const read = parseVariation(text);
  return read.ok ? read.value.values : read.issues.map(({ code }) => code);
}

describe('the text of --vary', () => {
  test.each([
    ['peerGroups[0].count=10,20,50', [10, 20, 50]],
    ['peerGroups[0].count=1..4', [1, 2, 3, 4]],
    ['peerGroups[0].count=10..35..10', [10, 20, 30]],
    ['peerGroups[0].count=5..1..-2,7', [5, 3, 1, 7]],
    ['peerGroups[0].uploadBitrate=3e5..1.1e6..4e5', [300_000, 700_000, 1_100_000]],
    ['protocol.latencySeconds=0.1..0.4..0.1', [0.1, 0.2, 0.3, 0.4]],
    ['protocol.latencySeconds=-0.1..0.1..0.1', [-0.1, 0, 0.1]],
    ['peerGroups[0].downloadBitrate=2000000, null', [2_000_000, null]],
    ['protocol.endGame=true,false', [true, false]],
    ['protocol.pieceSelection=rarest-first,in-order', ['rarest-first', 'in-order']],
    ['title=10,a=b', ['10', 'a=b']],
  ])('%s is %j', (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  test.each([
    ['peerGroups[0].count', 'sweepForm'],
    ['=1', 'sweepForm'],
    ['peerGroups[0].count[=1', 'sweepForm'],
    ['peerGroups[0].count=', 'sweepEmpty'],
    ['peerGroups[0].count=1,,2', 'sweepEmpty'],
    ['peerGroups[0].count=1..5..0', 'sweepRange'],
    ['peerGroups[0].count=5..1', 'sweepRange'],
    ['peerGroups[0].count=1..1e9', 'sweepRange'],
    ['protocol.latencySeconds=0..1..1e-20', 'sweepRange'],
    ['peerGroups[0].count=1,2,1', 'sweepTwice'],
    ['peerGroups[0].count=1..3,2', 'sweepTwice'],
  ])('%s is refused as %s', (text, code) => {
    expect(valuesOf(text)).toEqual([code]);
  });

  test('what is no number stays as it was written, for the field to refuse', () => {
    expect(valuesOf('peerGroups[0].count=ten,1..x')).toEqual(['ten', '1..x']);
  });

  test('the name of a variation is its path as the lab writes it', () => {
    const read = parseVariation(' peerGroups[0].["count"] =1');
    expect(read.ok && read.value.name).toBe(read.ok ? 'peerGroups[0].count' : false);
  });
});
