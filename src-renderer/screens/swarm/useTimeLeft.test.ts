import { expect, test } from 'vitest';
import { secondsLeft } from './useTimeLeft';

test('what is left takes as long for each share as what was seen', () => {
  expect(secondsLeft(2, 0, 0.5)).toBe(2);
  expect(secondsLeft(3, 0.25, 0.5)).toBe(6);
});

test('longer times are told in coarser steps, never as none', () => {
  expect([secondsLeft(10, 0, 0.3), secondsLeft(10, 0, 0.1), secondsLeft(10, 0, 0.9999)]).toEqual([25, 90, 1]);
});

test('nothing is told from a glance', () => {
  expect([secondsLeft(0.5, 0, 0.5), secondsLeft(60, 0.5, 0.505)]).toEqual([null, null]);
});
