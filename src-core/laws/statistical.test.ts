import { describe, expect, it } from 'vitest';
import { brokenOf, statisticalLaws } from './statistics/index';
import { seedsUpTo } from './swarm';

/** Minutes of simulated weeks: measured with the full table (`fullSeeds`), not at every test. */
const slow = ['S9', 'S10'];

describe('statistical laws', () => {
  for (const law of statisticalLaws.filter(({ id }) => !slow.includes(id))) {
    it(`${law.id} ${law.title}`, () => {
      const measured = law.measure(seedsUpTo(law.quickSeeds));
      expect(brokenOf(law, measured), JSON.stringify(measured)).toEqual([]);
    });
  }
});
