import { expect, test } from 'vitest';
import { countChart } from './counts';
import { ratesChart } from './rates';
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
  expect(spec.series.map(({ id, pattern }) => [id, pattern])).toEqual([['server-client-server', 'dotted'], ['peers-client-server', undefined]]);
  expect(spec.y.unit.key).toBe('Mbitrate');
});
