import { z } from 'zod';
import type { Issue, Result } from '../base/index';
import { asciiBytes, asciiText } from '../base/index';
import { checkScenario, issue, jsonLine, readJson, scenarioHash, type Scenario } from '../scenario/index';
import { ARCHITECTURES, type Architecture } from '../trace/index';
import { bareScenario, digestForm } from './keptRun';
import { isPng, readPngTexts } from './png';
import { inAscii, squeeze, unsqueeze } from './squeeze';

z.config({ jitless: true });

/** A run by which what stands in an export can be had again. */
export interface StampedRun {
  readonly scenarioHash: string;
  readonly architecture: Architecture;
  readonly seed: number;
  readonly engineVersion: string;
  /** Of its trace, `sha256:…`. */
  readonly digest: string;
}

/** What every export carries, whatever its form: who made it, of which scenarios, and of which runs of them. */
export interface Stamp {
  readonly appVersion: string;
  /** The one that was open first. Those that runs name and that are not here were left out for their size. */
  readonly scenarios: readonly Scenario[];
  readonly runs: readonly StampedRun[];
}

/** Before the packed stamp, in every form of export; the number is that of the form of the stamp. */
const MARK = 'swarm-lab-stamp-1:';
const STAMP = /swarm-lab-stamp-1:([A-Za-z0-9+/]+={0,2})/;
/** Keyword of the stamp in a PNG. */
export const STAMP_KEYWORD = 'Swarm Lab';
/** A spreadsheet cuts a cell after 32,767 characters. */
const MOST_CHARACTERS = 30_000;
/** Of an unpacked stamp: a scenario of a thousand groups has half a megabyte. */
const MOST_BYTES = 4 * 1024 * 1024;
const FORMAT = 'swarm-lab/stamp';

const stampSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  appVersion: z.string().max(100),
  scenarios: z.array(z.unknown()).min(1).max(1000),
  runs: z.array(z.object({
    scenarioHash: z.string().regex(digestForm),
    architecture: z.enum(ARCHITECTURES),
    seed: z.int().min(0),
    engineVersion: z.string().max(100),
    digest: z.string().regex(digestForm),
  })).max(10_000),
});

/** One word of ASCII that stands for the stamp in any kind of file: nothing in it can be taken for markup or for a formula. */
export function stampText(stamp: Stamp): string {
  const scenarios = stamp.scenarios.map(bareScenario);
  const runs = [...stamp.runs];
  for (;;) {
    const text = `${MARK}${squeeze(asciiBytes(inAscii(jsonLine({ format: FORMAT, version: 1, ...stamp, scenarios, runs }))))}`;
    // First those that come last give way, then the runs; the open scenario stays, however long it is.
    const longest = scenarios.length > 1 ? scenarios : runs;
    if (text.length <= MOST_CHARACTERS || longest.length <= 1) return text;
    longest.length = Math.ceil(longest.length / 2);
  }
}

/**
 * The stamp in an exported file of any kind: PNG, SVG, CSV, JSON, a report. Nothing else of the file is looked at, and nothing in it is run.
 * @returns issues `noStamp` (a file of another kind), `picture` (a PNG that is damaged), `stamp` (a stamp that is)
 */
export function findStamp(bytes: Uint8Array): Result<Stamp> {
  let text: string;
  try {
    text = isPng(bytes) ? asciiText(readPngTexts(bytes).find(({ keyword }) => keyword === STAMP_KEYWORD)?.text ?? new Uint8Array()) : textAfterMark(bytes);
  } catch (error) {
    if (error instanceof RangeError) return refused({ ...issue('picture', [], undefined), found: error.message });
    throw error;
  }
  const packed = STAMP.exec(text)?.[1];
  return packed === undefined ? refused(issue('noStamp', [], undefined)) : readStamp(packed);
}

const refused = (...issues: readonly Issue[]): Result<Stamp> => ({ ok: false, issues });

/** The first mark and what stands after it, as far as a stamp can reach. A file of another encoding than UTF-8 has none. */
function textAfterMark(bytes: Uint8Array): string {
  const mark = asciiBytes(MARK);
  let from = 0;
  for (let fitting = 0; fitting < mark.length; ) {
    if (from + mark.length > bytes.length) return '';
    fitting = bytes[from + fitting] === mark[fitting] ? fitting + 1 : 0;
    if (fitting === 0) from += 1;
  }
  let end = from + mark.length;
  // What a stamp is written in stands between + and z; the expression that reads it looks closer.
  while (end < bytes.length && bytes[end]! >= 0x2b && bytes[end]! <= 0x7a) end += 1;
  return asciiText(bytes.subarray(from, end));
}

function readStamp(packed: string): Result<Stamp> {
  let json: string;
  try {
    json = asciiText(unsqueeze(packed, MOST_BYTES));
  } catch (error) {
    if (error instanceof RangeError) return refused({ ...issue('stamp', [], undefined), found: error.message });
    throw error;
  }
  const read = readJson(json);
  const parsed = stampSchema.safeParse(read.value);
  if (read.issues.length > 0 || !parsed.success) return refused({ ...issue('stamp', [], undefined), found: read.issues[0]?.code ?? 'its shape' });
  const { appVersion, runs } = parsed.data;
  const scenarios: Scenario[] = [];
  for (const [at, value] of parsed.data.scenarios.entries()) {
    const checked = checkScenario(value);
    if (!checked.ok) return refused(...checked.issues.map((one) => ({ ...one, path: `scenarios[${at}]${one.path === '' ? '' : `.${one.path}`}` })));
    scenarios.push(bareScenario(checked.value));
  }
  return { ok: true, value: { appVersion, scenarios, runs }, warnings: [] };
}

/**
 * For each run of the stamp the scenario that it ran; null: it was left out. All at once, because each scenario is
 * hashed for it: a stranger's small file may hold a thousand, and ten thousand runs.
 */
export function scenariosOfRuns({ scenarios, runs }: Stamp): readonly (Scenario | null)[] {
  // Of two that differ in nothing but their titles and seeds, the one that stands first.
  const byHash = new Map<string, Scenario>(scenarios.toReversed().map((scenario) => [scenarioHash(scenario), scenario]));
  return runs.map((run) => byHash.get(run.scenarioHash) ?? null);
}
