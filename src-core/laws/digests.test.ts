import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ENGINE_VERSION } from '../sim/index';
import { digestsOfGoldenRuns, goldenRuns } from './goldenDigests';
import golden from './goldenDigests.json';

const HOW = 'A changed digest needs a new ENGINE_VERSION (src-core/sim/engineVersion.ts) and a line "Engine version …" in CHANGELOG.md that says why; '
  + 'then run: node --import tsx scripts/golden-digests.ts';

it('thirteen runs give the digests that are kept in the tree', () => {
  expect(digestsOfGoldenRuns(), HOW).toEqual(golden.digests);
  expect(new Set(Object.values(golden.digests)).size).toBe(goldenRuns.length);
  expect(goldenRuns.length).toBe(13);
});

it('the digests are those of this engine version, which the change log names', () => {
  expect(golden.engineVersion, HOW).toBe(ENGINE_VERSION);
  expect(readFileSync(path.resolve(import.meta.dirname, '../../CHANGELOG.md'), 'utf8'), HOW).toContain(`Engine version ${ENGINE_VERSION}`);
});
