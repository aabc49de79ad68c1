import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultScenario, newPeerGroup, serializeScenario, type Scenario } from '../src-core/scenario/index';
import { readScenarioFile, SCENARIO_LIMIT_BYTES } from '../src-main/files/readScenarioFile';
import { saveAtomically } from '../src-main/files/saveAtomically';
import type { FileFigures } from './measurements';

const MOST_CHARACTERS = 10_000;
/** A syllable of Hangul in UTF-8. */
const LETTER_BYTES = 3;
const SAVED_BYTES = 5 * 1024 * 1024;

/** A document of about so many bytes, each made large in another way. */
export const LARGE_FILES = {
  'long recordings': (bytes: number): Scenario => ({ ...defaultScenario(), keptRuns: Array.from({ length: 10 }, (_, at) => ({ name: `run ${at}`, recording: 'A'.repeat(bytes / 10 - 1_000) })) }),
  'a thousand groups, long names': (bytes: number): Scenario => {
    const own = serializeScenario({ ...defaultScenario(), peerGroups: [newPeerGroup()] }).length;
    const letters = Math.min(MOST_CHARACTERS, Math.floor((bytes / 1_000 - own) / LETTER_BYTES));
    return { ...defaultScenario(), peerGroups: Array.from({ length: 1_000 }, () => ({ ...newPeerGroup(), name: '피'.repeat(letters) })) };
  },
  '150,000 values': (bytes: number): Scenario => ({ ...defaultScenario(), keptRuns: Array.from({ length: 150_000 }, () => 'a'.repeat(bytes / 150_000 - 9)) }),
} as const satisfies Record<string, (bytes: number) => Scenario>;
export type LargeFile = keyof typeof LARGE_FILES;

const processorSeconds = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

/** Opens a file of nearly the largest size that is read, by the one reader, and saves one of 5 MiB, by the one writer; the first time in this process, as a user does. */
export async function measureFiles(name: LargeFile): Promise<FileFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'swarm-lab-bench-'));
  try {
    const file = path.join(folder, 'large.swarm.json');
    const text = serializeScenario(LARGE_FILES[name](SCENARIO_LIMIT_BYTES * 0.98));
    await writeFile(file, text);
    const opening = process.cpuUsage();
    const read = await readScenarioFile(file);
    const openSeconds = processorSeconds(opening);
    if (!read.ok) throw new Error(JSON.stringify(read.issues.slice(0, 3)));

    const document = LARGE_FILES[name](SAVED_BYTES);
    const saving = process.cpuUsage();
    const sinceMs = performance.now();
    const saved = serializeScenario(document);
    await saveAtomically(path.join(folder, 'document.swarm.json'), saved);
    return { openedBytes: Buffer.byteLength(text), openSeconds, savedBytes: Buffer.byteLength(saved), saveSeconds: processorSeconds(saving), saveWallSeconds: (performance.now() - sinceMs) / 1_000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
