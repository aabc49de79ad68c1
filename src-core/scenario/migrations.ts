import type { Issue } from '../base/index';
import { issue } from './issues';
import { isRecord } from './paths';
import { SCENARIO_FORMAT, SCENARIO_VERSION } from './scenario';

type FileObject = Readonly<Record<string, unknown>>;
/** Turns a file of one version into one of the next; it must leave alone what it does not know. */
export type Migration = (file: FileObject) => FileObject;

/** `migrations[k]` leads from version k + 1 to k + 2. Version 1 is the first. */
const migrations: readonly Migration[] = [];

export type Migrated = { readonly ok: true; readonly value: FileObject } | { readonly ok: false; readonly issues: readonly Issue[] };

/**
 * A file of any version known as one of the newest, in memory only; the file itself changes when its user saves.
 * Refuses what is no scenario, and newer versions with an issue of their own.
 */
export function migrate(value: unknown, steps: readonly Migration[] = migrations, newest: number = SCENARIO_VERSION): Migrated {
  const refuse = (one: Issue): Migrated => ({ ok: false, issues: [one] });
  if (!isRecord(value)) return refuse(issue('object', [], value));
  const format = Object.hasOwn(value, 'format') ? value.format : undefined;
  if (format !== SCENARIO_FORMAT) return refuse(issue(format === undefined ? 'missing' : 'format', ['format'], format, { format: SCENARIO_FORMAT }));
  const version = Object.hasOwn(value, 'version') ? value.version : undefined;
  if (version === undefined) return refuse(issue('missing', ['version'], version));
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return refuse(issue('versionInvalid', ['version'], version, { newest }));
  if (version > newest) return refuse(issue('versionNewer', ['version'], version, { newest }));
  const migrated = steps.slice(version - 1).reduce((file, step) => step(file), value);
  return { ok: true, value: version < newest ? { ...migrated, version: newest } : migrated };
}
