import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { nameDigest, type Issue, type Result } from '../base/index';
import { checkScenario, protocol, scenarioHash, variantDefaults, peerGroup, type PeerGroup, type Scenario } from '../scenario/index';
import { ENGINE_VERSION } from '../sim/index';
import { chooses, pathIssue, variantIssue, withSweepValue } from './paths';
import { ROWS_FORMAT, ROWS_VERSION, type SweepHeader, type SweepPlan, type SweepRequest, type SweepValue, type Variation } from './types';
import { MAX_RUNS, refusal } from './values';

/** So many issues are worth reading. */
const MAX_ISSUES = 50;

/**
 * The runs of a grid: every combination of the varied values, `repeats` seeds each. Every setting is checked like a
 * scenario file before anything runs.
 * @returns the plan, or issues: of the paths, or of the settings that no scenario may have
 */
export function planSweep({ scenario, architecture, variations, repeats }: SweepRequest): Result<SweepPlan> {
  const settingCount = variations.reduce((count, { values }) => count * values.length, 1);
  const runCount = settingCount * repeats;
  const issues = variations.flatMap((one, at) => requestIssues(scenario, one, variations.slice(0, at), repeats));
  if (issues.length > 0) return { ok: false, issues };
  if (runCount > MAX_RUNS) return refusal('sweepRuns', '', String(runCount), { max: MAX_RUNS });

  const draft = draftOf(scenario);
  const settings: Scenario[] = [];
  const wrong = new Map<string, Issue>();
  for (let setting = 0; setting < settingCount && wrong.size < MAX_ISSUES; setting++) {
    const checked = settingAt(draft, variations, setting);
    if (checked.ok) settings.push(checked.value);
    else for (const issue of checked.issues) wrong.set(JSON.stringify(issue), issue);
  }
  if (wrong.size > 0) return { ok: false, issues: [...wrong.values()].slice(0, MAX_ISSUES) };
  return {
    ok: true,
    warnings: [],
    value: {
      header: headerOf({ scenario, architecture, variations, repeats }, runCount),
      settingCount,
      runCount,
      runAt(run) {
        const setting = Math.floor(run / repeats);
        const chosen = settings[setting];
        if (!chosen) throw new RangeError(`No run ${run} in a sweep of ${runCount}`);
        return { run, values: namedValues(variations, setting), options: { scenario: chosen, architecture, randomSeed: seedOf(chosen.seed, run % repeats) } };
      },
    },
  };
}

/** Runs of the I-th of K equal parts: every K-th, so that large and small settings fall to all. @param shard from 1 */
export function runsOfShard(runCount: number, shard: number, shards: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((runCount - shard + 1) / shards)) }, (_, at) => shard - 1 + at * shards);
}

/** The seed of a repeat: as many after the scenario's, beginning again at 0 after 2^53 - 1. All settings share them (common random numbers). */
export function seedOf(seed: number, repeat: number): number {
  const room = Number.MAX_SAFE_INTEGER - seed;
  return repeat > room ? repeat - room - 1 : seed + repeat;
}

/** The values of a setting by name; settings count like the digits of a number, the last variation being the units. */
export function namedValues(variations: readonly Pick<Variation, 'name' | 'values'>[], setting: number): Record<string, SweepValue> {
  let rest = setting;
  const picked = [...variations].reverse().map(({ name, values }) => {
    const value = values[rest % values.length] ?? null;
    rest = Math.floor(rest / values.length);
    return [name, value] as const;
  });
  return Object.fromEntries(picked.reverse());
}

function requestIssues(scenario: Scenario, { name, path }: Variation, before: readonly Variation[], repeats: number): Issue[] {
  const issue = pathIssue(scenario, path);
  if (issue) return [issue];
  if (before.some((other) => other.name === name)) return [{ code: 'sweepPathTwice', path: name, found: name, allowed: {} }];
  if (name === 'seed' && repeats > 1) return [{ code: 'sweepSeed', path: name, found: String(repeats), allowed: {} }];
  return [];
}

/** Kinds are chosen first: choosing one brings its defaults, which another variation may then replace. */
function settingAt(draft: unknown, variations: readonly Variation[], setting: number): Result<Scenario> {
  const values = namedValues(variations, setting);
  const ordered = [...variations].sort((a, b) => Number(chooses(a.path) === undefined) - Number(chooses(b.path) === undefined));
  let file = draft;
  for (const { name, path } of ordered) {
    const issue = variantIssue(file, path);
    if (issue) return { ok: false, issues: [issue] };
    file = withSweepValue(file, path, values[name] ?? null);
  }
  return checkScenario(file);
}

/**
 * The scenario as a file that names only what differs from the defaults where a default may give way to what is varied:
 * `maxNeighbours` of 10 is no error beside a `minNeighbours` that nobody wrote.
 */
function draftOf(scenario: Scenario): unknown {
  const written = (values: object, defaults: object) => {
    const byDefault = new Map(Object.entries(defaults));
    return Object.fromEntries(Object.entries(values).filter(([name, value]) => name === 'kind' || byDefault.get(name) !== value));
  };
  const defaults = Object.fromEntries(Object.entries(protocol).map(([name, field]) => [name, field.default]));
  const arrival = (group: PeerGroup) => written(group.arrival, variantDefaults(peerGroup.arrival, group.arrival.kind));
  return { ...scenario, protocol: written(scenario.protocol, defaults), peerGroups: scenario.peerGroups.map((group) => ({ ...group, arrival: arrival(group) })) };
}

function headerOf({ scenario, architecture, variations, repeats }: SweepRequest, runs: number): SweepHeader {
  const vary = variations.map(({ name, values }) => ({ path: name, values }));
  const { seed } = scenario;
  const decisive = [ROWS_FORMAT, ROWS_VERSION, ENGINE_VERSION, scenarioHash(scenario), architecture, seed, repeats, vary];
  const sweep = nameDigest(sha256(utf8ToBytes(JSON.stringify(decisive))));
  return { format: ROWS_FORMAT, version: ROWS_VERSION, engineVersion: ENGINE_VERSION, sweep, architecture, seed, repeats, vary, runs };
}
