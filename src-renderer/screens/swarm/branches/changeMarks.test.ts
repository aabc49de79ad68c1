import { describe, expect, it } from 'vitest';
import { changeMarks, roundMoment, stackHeights } from './changeMarks';

describe('a moment on the time bar', () => {
  it('is one that people can say', () => {
    expect(roundMoment(1234.56, 9000)).toBe(1230);
    expect(roundMoment(31.26, 120)).toBe(31.3);
    expect(roundMoment(0.123456, 0.5)).toBe(0.123);
  });
  it('lies within the bar', () => {
    expect(roundMoment(-5, 120)).toBe(0);
    expect(roundMoment(500, 120)).toBe(120);
  });
});

it('marks at one place are told apart', () => {
  expect(stackHeights([10, 50, 10, 10.2], 100)).toEqual([0, 0, 1, 2]);
});

it('the scenario’s own changes come first, each mark knows where its change stands', () => {
  const leave = { kind: 'leave', atSeconds: 5, peer: 1 } as const;
  const gone = { kind: 'server-leaves', atSeconds: 9 } as const;
  expect(changeMarks([leave], [{ at: 2, name: 'a', changes: [gone, leave] }]).map(({ place, future }) => [place.branch, place.at, future])).toEqual([
    [null, 0, null], [2, 0, 'a'], [2, 1, 'a'],
  ]);
});
