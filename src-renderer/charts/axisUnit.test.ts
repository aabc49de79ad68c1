import { expect, test } from 'vitest';
import { sizeUnit, timeUnit } from './axisUnit';
import { thin } from './thin';

test.each([[0, 'seconds'], [179, 'seconds'], [180, 'minutes'], [10_799, 'minutes'], [10_800, 'hours'], [259_200, 'days']] as const)(
  'an axis to %d s is read in %s',
  (seconds, key) => expect(timeUnit(seconds).key).toBe(key),
);

test.each([[0, 'bits'], [2_000, 'kbit'], [15e9, 'Gbit'], [5e12, 'Tbit']] as const)('an axis to %d bit is read in %s', (bits, key) => {
  expect(sizeUnit(bits).key).toBe(key);
});

test('thinning keeps the ends and every peak', () => {
  const x = Float64Array.from({ length: 10_000 }, (_, at) => at);
  const y = x.map((at) => (at === 7_777 ? 1 : 0));
  const thinned = thin({ x, y }, 100);
  expect(thinned.x.length).toBeLessThanOrEqual(100);
  expect(Math.max(...thinned.y)).toBe(1);
  expect([thinned.x[0], thinned.x.at(-1)]).toEqual([0, 9_999]);
  expect([...thinned.x]).toEqual([...thinned.x].sort((a, b) => a - b));
});
