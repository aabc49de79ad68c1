import { z } from 'zod';
import type { Issue, Result } from '../base/index';
import { checkScenario, formatPath, issue, valueAt, withoutKeptRuns, type Path, type Scenario } from '../scenario/index';
import { createReplay } from '../replay/index';
import { ARCHITECTURES } from '../trace/index';
import { unpackDecisions, type ToldDecisions } from './decisionForm';
import { RecordingError, unpackRun, type RecordedRun, type RunClaim } from './runForm';

z.config({ jitless: true });

/** More characters in a row than any name has. */
const NAME_LENGTH = 10_000;
export const digestForm = /^sha256:[0-9a-f]{64}$/;

const keptRunSchema = z.object({
  name: z.string().max(NAME_LENGTH),
  architecture: z.enum(ARCHITECTURES),
  seed: z.int().min(0),
  engineVersion: z.string().max(NAME_LENGTH),
  digest: z.string().regex(digestForm),
  scenario: z.unknown(),
  recording: z.string(),
  // Whatever else stands there is a fault of theirs alone: the run is read without them.
  decisions: z.string().optional().catch(undefined),
});

/** A run kept with its document: what it is, the scenario that it ran, and its recording, which is read apart (`unpackKeptRun`). */
export interface KeptRun extends RunClaim {
  readonly name: string;
  /** `packRun`. */
  readonly recording: string;
  /** `packDecisions`, of a run over sockets: what was decided in any other is computed again. */
  readonly decisions?: string | undefined;
}

/** A run as it was kept. */
export interface KeptContent extends RecordedRun {
  /** Null: nobody kept what its peers saw. */
  readonly told: ToldDecisions | null;
}

/** What a document keeps of a run, in the order in which its file has it. */
export function keptRunOf(name: string, { result }: RecordedRun, scenario: Scenario, packed: Pick<KeptRun, 'recording' | 'decisions'>): KeptRun {
  const { architecture, seed, engineVersion, traceDigest: digest } = result;
  return { name, architecture, seed, engineVersion, digest, scenario: bareScenario(scenario), ...packed };
}

/** What a run needs of its scenario: nothing that was written about it, no other futures, no runs. */
export function bareScenario(scenario: Scenario): Scenario {
  return { ...withoutKeptRuns(scenario), notes: '', branches: [] };
}

/** A kept run as it stands in the file, without looking into its recording. Issues have the path in the whole file. */
export function readKeptRun(value: unknown, at: number): Result<KeptRun> {
  const path: Path = ['keptRuns', at];
  const read = keptRunSchema.safeParse(value);
  if (!read.success) return { ok: false, issues: read.error.issues.map((one) => shapeIssue(path, one.path.map((part) => (typeof part === 'number' ? part : String(part))), value)) };
  const checked = checkScenario(read.data.scenario);
  if (!checked.ok) {
    const way = formatPath([...path, 'scenario']);
    return { ok: false, issues: checked.issues.map((one) => ({ ...one, path: one.path === '' ? way : `${way}.${one.path}` })) };
  }
  const way: Path = [...path, 'decisions'];
  const decisions = valueAt(value, ['decisions']);
  const warnings = decisions === undefined || read.data.decisions !== undefined ? [] : [issue('decisions', way, decisions)];
  return { ok: true, value: { ...read.data, scenario: withoutKeptRuns(checked.value) }, warnings };
}

function shapeIssue(path: Path, inside: Path, value: unknown): Issue {
  const found = valueAt(value, inside);
  const way = [...path, ...inside];
  if (found === undefined && inside.length > 0) return issue('missing', way, found);
  switch (inside[0]) {
    case 'name':
    case 'engineVersion':
      return issue('text', way, found, { max: NAME_LENGTH });
    case 'architecture':
      return issue('choice', way, found, { choices: ARCHITECTURES.join(', ') });
    case 'seed':
      return issue('integer', way, found, { min: 0, max: Number.MAX_SAFE_INTEGER });
    case 'digest':
      return issue('digest', way, found);
    case 'recording':
      return issue('recording', way, found);
    default:
      return issue('object', way, found);
  }
}

/**
 * The recording of a kept run and what its peers decided, unpacked and held against what is said of it. Every row of it fits a replay.
 * Decisions that are damaged are a warning: a run over sockets can never be made again, and all else of it can be shown.
 */
export function unpackKeptRun(kept: KeptRun, at: number): Result<KeptContent> {
  const run = orIssue(['keptRuns', at, 'recording'], () => {
    const read = unpackRun(kept.recording, kept);
    const replay = createReplay(read.trace.header);
    for (const chunk of read.trace.chunks) replay.append(chunk);
    return read;
  });
  if (!run.ok) return run;
  const { decisions } = kept;
  if (decisions === undefined) return { ok: true, value: { ...run.value, told: null }, warnings: [] };
  const told = orIssue(['keptRuns', at, 'decisions'], () => unpackDecisions(decisions, run.value.trace));
  return { ok: true, value: { ...run.value, told: told.ok ? told.value : null }, warnings: told.ok ? [] : told.issues };
}

function orIssue<T>(path: readonly ['keptRuns', number, 'recording' | 'decisions'], unpack: () => T): Result<T> {
  try {
    return { ok: true, value: unpack(), warnings: [] };
  } catch (error) {
    // A replay throws a plain RangeError for a row that does not fit, and for arrays that memory has no room for.
    if (!(error instanceof RangeError)) throw error;
    const [, , part] = path;
    const fault = error instanceof RecordingError ? error.fault : 'damaged';
    const code = { damaged: 'recording', other: 'recordingOther', large: 'recordingLarge' } as const;
    return { ok: false, issues: [{ ...issue(part === 'decisions' ? part : code[fault], path, undefined), found: error.message }] };
  }
}

/** What is wrong with the kept runs of a scenario, their recordings included; none of it keeps the scenario from being used. */
export function keptRunIssues({ keptRuns }: Scenario): Issue[] {
  return keptRuns.flatMap((value, at) => {
    const read = readKeptRun(value, at);
    if (!read.ok) return read.issues;
    const unpacked = unpackKeptRun(read.value, at);
    return [...read.warnings, ...(unpacked.ok ? unpacked.warnings : unpacked.issues)];
  });
}
