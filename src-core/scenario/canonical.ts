import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { inOrder, timedChange } from './changes';
import type { Field } from './fieldKinds';
import { content, peerGroup, protocol, server } from './fields';
import { isRecord } from './paths';
import type { Scenario } from './scenario';

/** Fields that change nothing in a run. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['name']);

/**
 * What of a scenario decides its runs, as one line of JSON with sorted keys: defaults filled in; without title, notes,
 * names of groups and keys that nothing reads. Without the seed too: a run is told by this and the seed it ran with.
 * Without the branches, which are runs of their own (`branchScenario`); timed changes only where there are any, so that
 * scenarios without them are told as they always were.
 */
export function canonicalScenario(scenario: Scenario): string {
  return JSON.stringify({
    content: known(scenario.content, content),
    peerGroups: scenario.peerGroups.map((one) => known(one, peerGroup)),
    protocol: known(scenario.protocol, protocol),
    server: known(scenario.server, server),
    ...(scenario.changes.length > 0 ? { timedChanges: inOrder(scenario.changes).map((one) => plain(one, timedChange)) } : {}),
  });
}

/** `sha256:` and the hash, in hex, of the canonical scenario: the same wherever runs of the same seed are the same. */
export function scenarioHash(scenario: Scenario): `sha256:${string}` {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalScenario(scenario))))}`;
}

function known(values: object, fields: Readonly<Record<string, Field>>): Record<string, unknown> {
  const value = new Map(Object.entries(values));
  const names = Object.keys(fields).filter((name) => !WITHOUT_EFFECT.has(name)).sort();
  return Object.fromEntries(names.map((name) => [name, plain(value.get(name), fields[name])]));
}

function plain(value: unknown, field: Field | undefined): unknown {
  if (field?.kind !== 'variant' || !isRecord(value)) return value;
  const kind = String(value.kind);
  const names = ['kind', ...Object.keys(field.variants[kind] ?? {})].sort();
  return Object.fromEntries(names.map((name) => [name, value[name]]));
}
