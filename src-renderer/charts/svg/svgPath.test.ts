import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SvgPath } from './svgPath';

const still = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

test('lines, rectangles and circles become path data', () => {
  const path = new SvgPath();
  path.moveTo(still, 1, 2);
  path.lineTo(still, 3.456, 4);
  path.rect(still, 0, 0, 10, 5);
  expect(path.d).toBe('M1 2L3.46 4M0 0L10 0L10 5L0 5Z');
  path.clear();
  path.ellipse(still, 5, 5, 2, 2, 0, 0, 2 * Math.PI, false);
  path.closePath();
  expect(path.d).toBe('M7 5A2 2 0 0 1 3 5A2 2 0 0 1 7 5Z');
});

test('a path that begins with a line begins with a move, and an empty one stays empty', () => {
  const path = new SvgPath();
  path.closePath();
  expect(path.d).toBe('');
  path.lineTo(still, 1, 1);
  expect(path.d).toBe('M1 1');
});

test('points stand where the transform put them when they were drawn', () => {
  const path = new SvgPath();
  path.moveTo({ a: 0, b: 2, c: -2, d: 0, e: 10, f: 0 }, 1, 0);
  path.lineTo(still, 1, 0);
  expect(path.d).toBe('M10 2L1 0');
});

test('an arc goes round the side that it would on a canvas', () => {
  const quarter = (counterclockwise: boolean) => {
    const path = new SvgPath();
    path.ellipse(still, 0, 0, 1, 1, 0, 0, Math.PI / 2, counterclockwise);
    return path.d;
  };
  expect(quarter(false)).toBe('M1 0A1 1 0 0 1 0.71 0.71A1 1 0 0 1 0 1');
  expect(quarter(true)).toBe('M1 0A1 1 0 0 0 -0.71 -0.71A1 1 0 0 0 0 1');
});

test('arcs of any angles end where the canvas would', () => {
  const angle = fc.double({ min: -20, max: 20, noNaN: true });
  fc.assert(fc.property(angle, angle, fc.boolean(), (start, end, counterclockwise) => {
    const path = new SvgPath();
    path.ellipse(still, 0, 0, 100, 100, 0, start, end, counterclockwise);
    const numbers = (path.d.match(/-?[\d.]+/g) ?? []).map(Number);
    const forward = counterclockwise ? start - end : end - start;
    const last = forward >= 2 * Math.PI ? start : end;
    expect(numbers.at(-2)).toBeCloseTo(100 * Math.cos(last), 1);
    expect(numbers.at(-1)).toBeCloseTo(100 * Math.sin(last), 1);
  }));
});
