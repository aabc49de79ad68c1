import { expect, test } from 'vitest';
import type { Standing } from '../answer';
import { raceTrack } from './raceTrack';

const standing = (boundSeconds: number | null): Standing => ({ architecture: 'peer-to-peer', run: null, boundSeconds, binding: null, completed: 0, peers: 10 });

test('before the run only the finish line is drawn, where the bound is', () => {
  expect(raceTrack(standing(50), 30, 200)).toEqual({ reached: 0, finish: 0.25, isDone: false });
});

test('a bound that is infinite has no finish line, and one beyond the bar stands at its end', () => {
  expect(raceTrack(standing(null), 0, 200).finish).toBeNull();
  expect(raceTrack(standing(900), 0, 200).finish).toBe(1);
});
