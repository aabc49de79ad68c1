import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { access } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { withoutCapacityBins, type RunResult } from '@core/replay';
import { branchScenario, shownText, type Scenario } from '@core/scenario';
import { NoScheduleError, type ComputedRunOptions } from '@core/sim';
import { encodeTrace, type Trace } from '@core/trace';
import { saveProblem } from '../files/fileProblem';
import { nodeFileSystem, type FileSystem } from '../files/fileSystem';
import { saveAtomically } from '../files/saveAtomically';
import { csvOf, jsonOf } from './csv';
import { FAILED, Failure, WRONG } from './failure';
import { onInterrupt } from './interrupt';
import { createStatusLine } from './progressLine';
import { loadScenario } from './scenarioFile';
import { simulate } from './simulate';
import type { Words } from './words';

/** The simulated ones. */
export const SWARM_ARCHITECTURES = ['client-server', 'peer-to-peer'] as const;
const ARCHITECTURES = [...SWARM_ARCHITECTURES, 'fluid-schedule'] as const;

export interface RunCommandOptions {
  readonly architecture: string;
  readonly branch?: string;
  readonly seed?: string;
  readonly trace?: string;
  readonly csv?: boolean;
  readonly capacitySeries?: boolean;
}

/** `lab run FILE`: one run, and what it came to. */
export async function runCommand(file: string, options: RunCommandOptions, words: Words): Promise<string> {
  const architecture = architectureOf(options.architecture, ARCHITECTURES, words);
  const seed = options.seed === undefined ? null : seedOf(options.seed, words);
  // Looked at first: a run of minutes must not end in a folder that is not there.
  if (options.trace !== undefined) await checkFolder(options.trace, words);
  const { scenario: whole } = await loadScenario(file, words);
  const scenario = options.branch === undefined ? whole : branchOf(whole, options.branch, file, words);
  const { result, trace } = await runWithProgress(file, { scenario, architecture, randomSeed: seed ?? scenario.seed }, options.trace !== undefined, words);
  if (options.trace !== undefined) await saveTrace(options.trace, trace, words);
  if (options.csv) return csvOf(COLUMNS, result.perPeer.map((peer) => COLUMNS.map((column) => peer[column])));
  return jsonOf(options.capacitySeries ? result : withoutCapacityBins(result));
}

const COLUMNS = ['id', 'group', 'joinedSeconds', 'completedSeconds', 'uploadedBits', 'downloadedBits'] as const;

/** One run with its progress on standard error. @throws Failure for what a person can set right */
export async function runWithProgress(file: string, options: ComputedRunOptions, keepsTrace: boolean, words: Words): Promise<{ result: RunResult; trace: Trace }> {
  const line = createStatusLine(process.stderr);
  const release = onInterrupt(() => line.clear());
  try {
    return await simulate(options, keepsTrace, (completed, total, timeSeconds) => {
      const percent = () => (total === 0 ? 100 : Math.floor((100 * completed) / total));
      line.show(() => words('cli.run.progress', { percent: percent(), seconds: Math.round(timeSeconds) }));
    });
  } catch (error) {
    if (error instanceof RangeError) throw new Failure(WRONG, [`${file}: ${words('problem.runTooLarge.message', { detail: error.message })} ${words('problem.runTooLarge.remedy')}`]);
    if (error instanceof NoScheduleError) {
      const problem = `problem.noSchedule.${error.obstacle}`;
      throw new Failure(WRONG, [`${file}: ${words(`${problem}.message`)} ${words(`${problem}.remedy`)}`]);
    }
    throw error;
  } finally {
    line.clear();
    release();
  }
}

/** The architecture of that name. @throws Failure for any other name */
export function architectureOf<Name extends string>(name: string, choices: readonly Name[], words: Words): Name {
  const architecture = choices.find((known) => known === name);
  if (architecture) return architecture;
  throw new Failure(WRONG, [words('cli.run.architecture', { found: name, choices: choices.join(', ') })]);
}

/** The scenario of the branch of that name. @throws Failure when there is none */
function branchOf(scenario: Scenario, name: string, file: string, words: Words): Scenario {
  const branch = scenario.branches.find((one) => one.name === name);
  if (branch) return branchScenario(scenario, branch);
  const choices = scenario.branches.map((one) => one.name).join(', ') || '–';
  throw new Failure(WRONG, [shownText(words('cli.run.branch', { file, found: name, choices }))]);
}

/** A seed as the scenario file allows it: a whole number from 0 to 2^53 - 1. */
function seedOf(text: string, words: Words): number {
  const seed = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(seed)) return seed;
  throw new Failure(WRONG, [words('cli.run.seed', { found: text, max: Number.MAX_SAFE_INTEGER })]);
}

async function checkFolder(file: string, words: Words): Promise<void> {
  try {
    await access(path.dirname(path.resolve(file)));
  } catch (error) {
    throw saveFailure(error, file, words);
  }
}

/** Saves the whole trace or nothing: when the user interrupts, what has been written so far is taken away. */
async function saveTrace(file: string, trace: Trace, words: Words): Promise<void> {
  let temp: string | null = null;
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    open: (name, flags, mode) => {
      if (flags === 'wx') temp = name;
      return nodeFileSystem.open(name, flags, mode);
    },
  };
  const release = onInterrupt(() => {
    if (temp !== null) rmSync(temp, { force: true });
  });
  try {
    // Level 4: a tenth longer than level 6 makes it, in half the time.
    await saveAtomically(file, await promisify(gzip)(encodeTrace(trace), { level: 4 }), { fileSystem });
  } catch (error) {
    throw saveFailure(error, file, words);
  } finally {
    release();
  }
}

function saveFailure(error: unknown, file: string, words: Words): Failure {
  const { code, detail } = saveProblem(error, file);
  return new Failure(FAILED, [words(`problem.${code}.message`, { detail })]);
}
