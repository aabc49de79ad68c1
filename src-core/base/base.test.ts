import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countBits, createEventQueue, createStreams, drawExponential, fillBits, lnOfFraction, lowestBit, wordsFor } from './index';

describe('streams', () => {
  test('a seed gives the same numbers again; another seed, purpose or owner gives others', () => {
    const take = (seed: number, purpose: number, owner: number) => {
      const draw = createStreams(seed, 3, 5).of(purpose, owner);
      return Array.from({ length: 8 }, () => draw.below(1_000_000));
    };
    expect(take(7, 1, 2)).toEqual(take(7, 1, 2));
    for (const other of [take(8, 1, 2), take(7 + 2 ** 40, 1, 2), take(7, 2, 2), take(7, 1, 3)]) expect(other).not.toEqual(take(7, 1, 2));
  });

  test('drawing from one stream does not move another', () => {
    const quiet = createStreams(1, 2, 2);
    const busy = createStreams(1, 2, 2);
    for (let k = 0; k < 100; k++) busy.of(0, 1).below(10);
    expect(busy.of(1, 1).fraction()).toBe(quiet.of(1, 1).fraction());
  });

  test('below(n) is even over [0, n)', () => {
    const draw = createStreams(3, 1, 1).of(0, 0);
    const counts = new Array<number>(7).fill(0);
    for (let k = 0; k < 70_000; k++) counts[draw.below(7)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500); // 5 standard deviations
  });
});

describe('exponential', () => {
  test('the logarithm by + - * / is that of the library to 1e-14', () => {
    fc.assert(fc.property(fc.double({ min: 2 ** -33, max: 1, noNaN: true }), (x) => {
      expect(Math.abs(lnOfFraction(x) - Math.log(x))).toBeLessThanOrEqual(1e-14 * Math.max(1, -Math.log(x)));
    }));
  });

  test('draws have their mean and are never 0', () => {
    const draw = createStreams(5, 1, 1).of(0, 0);
    let sum = 0;
    for (let k = 0; k < 100_000; k++) {
      const value = drawExponential(draw, 10);
      expect(value).toBeGreaterThan(0);
      sum += value;
    }
    expect(sum / 100_000).toBeCloseTo(10, 0);
  });
});

describe('bits', () => {
  test('lowest bit and count are those of the binary text', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 0xffffffff }), (word) => {
      const text = (word >>> 0).toString(2);
      expect(countBits(word | 0)).toBe([...text].filter((digit) => digit === '1').length);
      expect(lowestBit(word | 0)).toBe(text.length - 1 - text.lastIndexOf('1'));
    }));
  });

  test('a full set has just its members', () => {
    for (const members of [1, 31, 32, 33, 64, 100]) {
      const bits = new Uint32Array(wordsFor(members) + 1);
      fillBits(bits, 0, members);
      expect(bits.reduce((sum, word) => sum + countBits(word | 0), 0)).toBe(members);
    }
  });
});

describe('event queue', () => {
  test('gives things in the order of time, tie, number, whatever was set, moved and removed before', () => {
    const command = fc.oneof(
      fc.record({ id: fc.nat(40), time: fc.integer({ min: 0, max: 20 }), tie: fc.nat(3) }),
      fc.record({ id: fc.nat(40), time: fc.constant(-1), tie: fc.constant(0) }),
    );
    fc.assert(fc.property(fc.array(command, { maxLength: 300 }), (commands) => {
      const queue = createEventQueue(4);
      const model = new Map<number, { time: number; tie: number }>();
      for (const { id, time, tie } of commands) {
        if (time < 0) {
          queue.remove(id);
          model.delete(id);
        } else {
          queue.set(id, time, tie);
          model.set(id, { time, tie });
        }
      }
      expect(queue.size).toBe(model.size);
      const expected = [...model].sort(([a, x], [b, y]) => x.time - y.time || x.tie - y.tie || a - b).map(([id]) => id);
      const got: number[] = [];
      while (queue.size > 0) {
        got.push(queue.first());
        queue.remove(queue.first());
      }
      expect(got).toEqual(expected);
    }));
  });
});
