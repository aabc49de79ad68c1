import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PairTable } from './pairTable';

test('a pair table is a map from pairs to slots, whatever is added and removed', () => {
  const step = fc.record({ first: fc.nat(12), second: fc.nat(200), keep: fc.boolean() });
  fc.assert(fc.property(fc.array(step, { maxLength: 600 }), (steps) => {
    const table = new PairTable();
    const truth = new Map<string, number>();
    for (const { first, second, keep } of steps) {
      const key = `${first},${second}`;
      const known = truth.get(key);
      if (known === undefined && keep) truth.set(key, table.add(first, second));
      else if (known !== undefined && !keep) {
        table.remove(known);
        truth.delete(key);
      }
      expect(table.find(first, second)).toBe(truth.get(key) ?? -1);
    }
    for (const [key, slot] of truth) expect(`${table.first[slot]},${table.second[slot]}`).toBe(key);
    expect(new Set(truth.values()).size).toBe(truth.size);
  }));
});
