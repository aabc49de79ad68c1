import { describe, expect, it } from 'vitest';
import { statisticalLaws } from './statistics/index';
import { seedsUpTo } from './swarm';

/** Minutes of simulated weeks: measured with the full table (`fullSeeds`), not at every test. */
const slow = ['S9', 'S10'];

describe('statistical laws', () => {
  it.each(statisticalLaws.filter(({ id }) => !slow.includes(id)))('$id $title', ({ measure, broken, quickSeeds }) => {
    const measured = measure(seedsUpTo(quickSeeds));
    expect(broken(measured), JSON.stringify(measured)).toEqual([]);
  });
});
