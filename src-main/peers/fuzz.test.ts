import { describe, expect, it } from 'vitest';
import { fuzzCase } from './fuzz.testKit';

/** `npm run fuzz` runs more, and others. */
const CASES = 6_000;
const SEED = 20_260;

describe('bytes of strangers', () => {
  it(`are taken or refused, never more than that (${CASES} cases of seed ${SEED})`, () => {
    const outcomes = { taken: 0, refused: 0 };
    for (let at = 0; at < CASES; at++) outcomes[fuzzCase(SEED, at)]++;
    // A fuzzer whose cases all end at the first byte finds nothing.
    expect(outcomes.taken).toBeGreaterThan(CASES / 10);
    expect(outcomes.refused).toBeGreaterThan(CASES / 10);
  });
});
