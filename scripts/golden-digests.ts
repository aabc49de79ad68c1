// Writes src-core/laws/goldenDigests.json again, on purpose: `node --import tsx scripts/golden-digests.ts`.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digestsOfGoldenRuns, type GoldenFile } from '../src-core/laws/goldenDigests';
import { ENGINE_VERSION } from '../src-core/sim/index';
import { root } from './tools/programs.mjs';

const FILE = path.join(root, 'src-core/laws/goldenDigests.json');
const kept: GoldenFile = JSON.parse(readFileSync(FILE, 'utf8'));
const digests = digestsOfGoldenRuns();
const changed = Object.keys(kept.digests).filter((name) => kept.digests[name] !== digests[name]);
const say = (line: string) => process.stderr.write(`golden digests: ${line}\n`);

if (changed.length > 0 && kept.engineVersion === ENGINE_VERSION) {
  say(`changed: ${changed.join('; ')}. Give src-core/sim/engineVersion.ts a new ENGINE_VERSION first.`);
  process.exitCode = 1;
} else if (!readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8').includes(`Engine version ${ENGINE_VERSION}`)) {
  say(`CHANGELOG.md has no line "Engine version ${ENGINE_VERSION}". Say there what changed.`);
  process.exitCode = 1;
} else {
  writeFileSync(FILE, `${JSON.stringify({ engineVersion: ENGINE_VERSION, digests } satisfies GoldenFile, null, 2)}\n`);
  say(`${Object.keys(digests).length} written, ${changed.length} of them changed`);
}
