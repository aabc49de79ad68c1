import { describe, expect, it } from 'vitest';
import { statisticalLaws } from './statistics/index';
import { seedsUpTo } from './swarm';

/** Minutes of simulated weeks: measured with the full table (`fullSeeds`), not at every test. */
const slow = ['S9', 'S10'];

describe('statistical laws', () => {
  for (const { id, title, measure, broken, quickSeeds } of statisticalLaws.filter((law) => !slow.includes(law.id))) {
    it(`${id} ${title}`, () => {
      const measured = measure(seedsUpTo(quickSeeds));
      expect(broken(measured), JSON.stringify(measured)).toEqual([]);
    });
  }
});
