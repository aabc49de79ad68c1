import { expect, test } from 'vitest';
import { peerStops } from './peerStops';

test('the slider can stand on the scenario’s own number of peers, whatever it is', () => {
  expect(peerStops(37)).toContain(37);
});

test('no number is offered twice, and they ascend', () => {
  const stops = peerStops(30);
  expect(stops.filter((stop) => stop === 30)).toHaveLength(1);
  expect(stops).toEqual([...stops].sort((a, b) => a - b));
});
