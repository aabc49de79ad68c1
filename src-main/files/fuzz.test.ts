import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fuzzedFile, readFuzzed } from './fuzz.testKit';

/** `npm run fuzz` runs more, and others (safety, section 1). */
const CASES = 10_000;
const SEED = 20_261;
const LONGEST_MS = 600_000;

test(`files of strangers are taken or refused by their field, never more than that (${CASES} files of seed ${SEED})`, () => {
  const outcomes = { taken: 0, refused: 0 };
  for (let at = 0; at < CASES; at++) {
    try {
      outcomes[readFuzzed(fuzzedFile(SEED, at))]++;
    } catch (error) {
      throw new Error(`file ${at} of seed ${SEED}: ${String(error)}`, { cause: error });
    }
  }
  // A fuzzer whose cases all end at the first byte finds nothing.
  expect(outcomes.taken).toBeGreaterThan(CASES / 10);
  expect(outcomes.refused).toBeGreaterThan(CASES / 10);
}, LONGEST_MS);

/** Files that once broke a promise, and some that were made to. `npm run fuzz` puts what it finds there: it may be rightly taken. */
const corpus = path.join(import.meta.dirname, 'corpus');

test.each(readdirSync(corpus))('%s is refused, or was found and is read', (name) => {
  const kind = name.includes('.export.') ? 'export' : 'document';
  const outcome = readFuzzed({ kind, bytes: readFileSync(path.join(corpus, name)) });
  if (!name.startsWith('found-')) expect(outcome).toBe('refused');
});
