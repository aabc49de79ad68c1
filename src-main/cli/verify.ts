import type { Issue } from '@core/base';
import { findStamp, isRepeatable, keptRunIssues, readKeptRun, scenariosOfRuns, verdictOf, type RunClaim, type Verdict } from '@core/record';
import { scenarioHash, shownText, type Scenario } from '@core/scenario';
import { EXPORT_LIMIT_BYTES, readFileWithin, readScenarioBytes } from '../files/readScenarioFile';
import { jsonOf } from './csv';
import { FAILED, Failure, WRONG } from './failure';
import { runWithProgress } from './run';
import { issueLine } from './scenarioFile';
import type { Words } from './words';

/** A run that a file says it has; without a claim its scenario is not in the file. */
interface NamedRun {
  readonly name?: string;
  readonly architecture: RunClaim['architecture'];
  readonly seed: number;
  readonly scenarioHash: string;
  readonly engineVersion: string;
  readonly digest: string;
  readonly claim: RunClaim | null;
}

/**
 * `lab verify FILE`: runs again what a document keeps or an export names, and compares. Real runs are named, but never the same twice.
 * @throws Failure of status 1, with what was found in its output, when a run is not the same, or none can be had again
 */
export async function verifyCommand(file: string, words: Words): Promise<string> {
  const verified: (Omit<NamedRun, 'claim'> & { readonly outcome: Verdict })[] = [];
  for (const { claim, ...run } of await namedRuns(file, words)) verified.push({ ...run, outcome: await outcomeOf(file, claim, words) });
  const others = verified.filter(({ outcome }) => outcome !== 'same');
  const isVerified = verified.length > others.length && others.every(({ outcome }) => outcome === 'unrepeatable');
  const output = jsonOf({ verified: isVerified, runs: verified });
  if (isVerified) return output;
  const lines = others.map(({ name, architecture, seed, outcome }) =>
    shownText(words('cli.verify.not', { file, what: name ?? architecture, seed: String(seed), outcome: words(`cli.verify.${outcome}`) })));
  throw new Failure(FAILED, verified.length > 0 ? lines : [words('cli.verify.nothing', { file })], output);
}

async function outcomeOf(file: string, claim: RunClaim | null, words: Words): Promise<Verdict> {
  if (claim === null) return 'scenarioMissing';
  const { scenario, architecture, seed: randomSeed } = claim;
  if (!isRepeatable(architecture)) return 'unrepeatable';
  const { result } = await runWithProgress(file, { scenario, architecture, randomSeed }, false, words);
  return verdictOf(claim, { engineVersion: result.engineVersion, digest: result.traceDigest });
}

/** The runs of an export by its stamp, else those that a document keeps. */
async function namedRuns(file: string, words: Words): Promise<NamedRun[]> {
  const refuse = (issues: readonly Issue[]): never => {
    throw new Failure(WRONG, issues.map((issue) => issueLine(file, issue, words)));
  };
  const bytes = await readFileWithin(file, EXPORT_LIMIT_BYTES);
  if (!bytes.ok) return refuse(bytes.issues);
  const found = findStamp(bytes.value);
  if (found.ok) {
    const { value: stamp } = found;
    const scenarios = scenariosOfRuns(stamp);
    return stamp.runs.map((run, at) => {
      const scenario = scenarios[at] ?? null;
      return { ...run, claim: scenario && { ...run, scenario } };
    });
  }
  if (found.issues.some(({ code }) => code !== 'noStamp')) return refuse(found.issues);
  const read = readScenarioBytes(bytes.value);
  if (!read.ok) return refuse(file.endsWith('.json') ? read.issues : found.issues);
  return keptRuns(read.value.scenario, refuse);
}

function keptRuns(scenario: Scenario, refuse: (issues: readonly Issue[]) => never): NamedRun[] {
  const issues = keptRunIssues(scenario);
  if (issues.length > 0) return refuse(issues);
  return scenario.keptRuns.flatMap((value, at) => {
    const read = readKeptRun(value, at);
    if (!read.ok) return [];
    const { name, architecture, seed, engineVersion, digest } = read.value;
    return [{ name, architecture, seed, scenarioHash: scenarioHash(read.value.scenario), engineVersion, digest, claim: read.value }];
  });
}
