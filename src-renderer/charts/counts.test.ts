import { expect, test } from 'vitest';
import { countChart } from './counts';
import { ratesChart } from './rates';
import { chartSummary } from './summary';
import { volumeChart } from './volume';
import { wordsOf } from './words.testKit';

const testWords = wordsOf('en');
const series = (...values: number[]) => ({ timeSeconds: Float64Array.from(values, (_, at) => 3600 * at), values: Float64Array.from(values) });

test('a count has a line of steps for each run, another future a dotted one with its own name', () => {
  const spec = countChart('rarest', [
    { architecture: 'peer-to-peer', count: series(1, 2, 3, 5) },
    { architecture: 'peer-to-peer', count: series(1, 1, 0), future: { id: 'branch-0', name: 'server leaves' } },
  ], testWords);
  expect(spec.series.map(({ id, form, pattern }) => [id, form, pattern])).toEqual([['peer-to-peer', 'steps', undefined], ['branch-0', 'steps', 'dotted']]);
  expect(spec.series[1]?.name).toBe('server leaves');
  expect([...spec.series[0]!.y]).toEqual([1, 2, 3, 5]);
  expect([spec.y.unit.key, spec.x.unit.key, spec.y.min]).toEqual(['copies', 'hours', 0]);
});

test('rates tell server and peers of each run apart, in the unit that fits', () => {
  const spec = ratesChart([{ architecture: 'client-server', server: series(30e6, 30e6), peers: series(0, 0) }], testWords);
  expect(spec.series.map(({ id, isThin }) => [id, isThin])).toEqual([['server-client-server', true], ['peers-client-server', undefined]]);
  expect(spec.y.unit.key).toBe('Mbitrate');
});

test('another future has its two lines in the charts of uploads too, and its moment is marked once for all that part there', () => {
  const now = { architecture: 'peer-to-peer', server: series(9, 9), peers: series(0, 5) } as const;
  const future = (nth: number, name: string, fromSeconds: number) => ({ ...now, future: { id: `branch-${nth}`, name, nth: nth + 1, fromSeconds } });
  for (const chart of [ratesChart, volumeChart]) {
    const spec = chart([now, future(0, 'server leaves', 400), future(1, 'random', 400), future(2, 'peer 4 leaves', 65)], testWords);
    expect(spec.series.slice(0, 4).map(({ name, pattern, isThin }) => [name, pattern, isThin])).toEqual([
      ['Server, peer-to-peer', undefined, true], ['Peers, peer-to-peer', undefined, undefined], ['Server, server leaves', 'dotted', true], ['Peers, server leaves', 'dotted', undefined],
    ]);
    expect(new Set(spec.series.map(({ id }) => id)).size).toBe(8);
    expect(spec.markers.map(({ x, label, kind }) => [x, label, kind])).toEqual([[400, '0:06:40', 'branch'], [65, '0:01:05', 'branch']]);
    expect(chartSummary(spec, testWords)).toContain('Another future begins at 0:06:40. Another future begins at 0:01:05.');
  }
});
