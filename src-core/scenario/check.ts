import type { z } from 'zod';
import type { Issue, Result } from '../base/index';
import { fieldIssue, issue, MAX_ISSUES } from './issues';
import { takeData } from './limits';
import { migrate } from './migrations';
import { fieldAt, isRecord, valueAt, type Path } from './paths';
import { readJson } from './readJson';
import { ruleIssues, settleDefaults } from './rules';
import type { Scenario } from './scenario';
import { scenarioSchema } from './schema';
import { unknownKeyWarnings } from './unknownKeys';

/**
 * A scenario from the text of a file (already decoded). Errors of the text have line and column, all others a path.
 * @returns the scenario with every default filled in and unknown keys kept, with warnings; or the first 50 errors
 */
export function parseScenarioText(text: string): Result<Scenario> {
  const read = readJson(text);
  if (read.value === undefined) return refused(read.issues);
  const checked = checkScenario(read.value);
  if (read.issues.length === 0) return checked;
  const told = new Set(read.issues.map(({ path }) => path));
  return refused([...read.issues, ...(checked.ok ? [] : checked.issues.filter(({ path }) => !told.has(path)))]);
}

/**
 * The same for work that was not finished when it was kept: a rule between fields may still be broken, which comes as a
 * warning. What no field can hold, and what is no text of a scenario, is refused as ever.
 */
export function parseUnfinishedText(text: string): Result<Scenario> {
  const read = readJson(text);
  if (read.value === undefined || read.issues.length > 0) return refused(read.issues);
  const { scenario, file, broken, issues } = checkParts(read.value);
  return scenario ? { ok: true, value: scenario, warnings: [...broken, ...unknownKeyWarnings(file)] } : refused(issues);
}

/** `parseScenarioText` for text, `checkScenario` for any other value. */
export function parseScenario(textOrValue: unknown): Result<Scenario> {
  return typeof textOrValue === 'string' ? parseScenarioText(textOrValue) : checkScenario(textOrValue);
}

/** A scenario from a value of unknown origin: checked against `fields.ts`, defaults filled in, nothing coerced. */
export function checkScenario(value: unknown): Result<Scenario> {
  const { scenario, file, broken, issues } = checkParts(value);
  if (!scenario || broken.length > 0) return refused(distinct([...issues, ...broken]));
  return { ok: true, value: scenario, warnings: unknownKeyWarnings(file) };
}

interface CheckedParts {
  /** The value in its newest form. */
  readonly file: unknown;
  /** Null: some value fits no field. */
  readonly scenario: Scenario | null;
  /** Values that fit no field. */
  readonly issues: readonly Issue[];
  /** Rules between fields that do not hold. */
  readonly broken: readonly Issue[];
}

function checkParts(value: unknown): CheckedParts {
  const taken = takeData(value);
  const migrated = taken.issues.length > 0 ? { ok: false, issues: taken.issues } as const : migrate(taken.value);
  if (!migrated.ok) return { file: undefined, scenario: null, issues: migrated.issues, broken: [] };
  const file = migrated.value;
  const broken = ruleIssues(file);
  const parsed = scenarioSchema.safeParse(file);
  // The library may say two things about one value, so twice as many as will be told are enough.
  if (!parsed.success) return { file, scenario: null, issues: parsed.error.issues.slice(0, 2 * MAX_ISSUES).map((one) => schemaIssue(one, file)), broken };
  // The schema is built from the same fields as the type, field by field; TypeScript cannot follow that.
  const scenario = inFileOrder(file, parsed.data) as Scenario;
  return { file, scenario: settleDefaults(scenario, file), issues: [], broken };
}

function refused(issues: readonly Issue[]): Result<Scenario> {
  return { ok: false, issues: issues.slice(0, MAX_ISSUES) };
}

/** A number that is out of range twice over is one error. */
function distinct(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((one) => [`${one.code} ${one.path}`, one])).values()];
}

const LISTS: ReadonlySet<unknown> = new Set(['peerGroups', 'changes', 'branches', 'keptRuns']);

/** The library says where a value does not fit; what is allowed there the field knows. */
function schemaIssue({ path: way }: z.core.$ZodIssue, file: unknown): Issue {
  const path: Path = way.map((part) => (typeof part === 'number' ? part : String(part)));
  const found = valueAt(file, path);
  const outer = fieldAt(path.slice(0, -1));
  if (outer?.kind === 'variant' && path.at(-1) === 'kind') return issue('choice', path, found, { choices: Object.keys(outer.variants).join(', ') });
  const field = fieldAt(path);
  if (field) return fieldIssue(field, path, found);
  if (found === undefined) return issue('missing', path, found);
  return issue(LISTS.has(path.at(-1)) ? 'list' : 'object', path, found);
}

/** `output` with its keys in the order of the file; a key that the file lacks goes after the one it follows by definition. */
function inFileOrder(file: unknown, output: unknown): unknown {
  if (Array.isArray(file) && Array.isArray(output)) return output.map((item: unknown, at) => inFileOrder(file[at], item));
  if (!isRecord(file) || !isRecord(output) || file === output) return output;
  const keys = Object.keys(file).filter((key) => Object.hasOwn(output, key));
  const present = new Set(keys);
  Object.keys(output).forEach((key, at, all) => {
    if (!present.has(key)) keys.splice(keys.indexOf(all[at - 1] ?? '') + 1, 0, key);
  });
  return Object.fromEntries(keys.map((key) => [key, inFileOrder(file[key], output[key])]));
}
