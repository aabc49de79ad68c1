import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRotation } from './rotation';

describe('a rotation', () => {
  it('gives things in the order of time, then number, whatever was set, moved and removed before', () => {
    const command = fc.record({ id: fc.nat(11), time: fc.option(fc.integer({ min: 0, max: 20 })) });
    fc.assert(
      fc.property(fc.array(command, { maxLength: 200 }), (commands) => {
        const rotation = createRotation(12);
        const model = new Map<number, number>();
        for (const { id, time } of commands) {
          if (time === null) {
            rotation.remove(id);
            model.delete(id);
          } else {
            rotation.set(id, time);
            model.set(id, time);
          }
        }
        const expected = [...model].sort(([a, s], [b, t]) => s - t || a - b);
        const got: [number, number][] = [];
        for (let id = rotation.first(); id >= 0; id = rotation.first()) {
          got.push([id, rotation.timeOf(id)]);
          rotation.remove(id);
        }
        expect(got).toEqual(expected);
      }),
    );
  });

  it('goes round and round past the end of its room', () => {
    const rotation = createRotation(3);
    for (const id of [0, 1, 2]) rotation.set(id, id);
    const order: number[] = [];
    for (let turn = 0; turn < 9; turn++) {
      const id = rotation.first();
      order.push(id);
      rotation.set(id, rotation.timeOf(id) + 10);
    }
    expect(order).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
  });
});
