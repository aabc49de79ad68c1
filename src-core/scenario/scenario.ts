import type { Branch, TimedChange } from './changes';
import { defaultsOf, type FieldValues } from './fieldKinds';
import { content, general, peerGroup, protocol, server, type Content, type PeerGroup, type Protocol, type Server } from './fields';

export const SCENARIO_FORMAT = 'swarm-lab/scenario';
export const SCENARIO_VERSION = 1;

/** Limits that belong to no single field (safety, section 1). */
export const MAX_PIECES = 1_048_576;
export const MAX_GROUPS = 1000;
export const MAX_PEERS = 1_000_000;

/**
 * A checked scenario, every default filled in. Immutable: an edit makes a new one. Keys of the file that this version does
 * not know stay in the objects, outside the type, so that spreading and saving keep them.
 */
export interface Scenario extends FieldValues<typeof general> {
  readonly format: typeof SCENARIO_FORMAT;
  readonly version: typeof SCENARIO_VERSION;
  readonly content: Content;
  readonly server: Server;
  readonly peerGroups: readonly PeerGroup[];
  readonly protocol: Protocol;
  /** What happens to every run on the dot. Written into a file only where there is any. */
  readonly changes: readonly TimedChange[];
  /** Other futures, each a run of its own. */
  readonly branches: readonly Branch[];
  /** Runs kept with the document, as they stand in the file: each is read where it is looked at (`record`), for one that is damaged must not keep the scenario from opening. */
  readonly keptRuns: readonly unknown[];
}

/** A group of peers as the editor adds it. */
export function newPeerGroup(): PeerGroup {
  return defaultsOf(peerGroup);
}

/** The scenario that New opens: one group, every field at its default. */
export function defaultScenario(): Scenario {
  return {
    format: SCENARIO_FORMAT,
    version: SCENARIO_VERSION,
    ...defaultsOf(general),
    content: defaultsOf(content),
    server: defaultsOf(server),
    peerGroups: [newPeerGroup()],
    protocol: defaultsOf(protocol),
    changes: [],
    branches: [],
    keptRuns: [],
  };
}

/** The same scenario without the runs kept with it: they are large, and no run reads them. */
export function withoutKeptRuns(scenario: Scenario): Scenario {
  return scenario.keptRuns.length === 0 ? scenario : { ...scenario, keptRuns: [] };
}

/** Number of peers of a scenario, the server not counted. */
export function peerCount(scenario: Scenario): number {
  return scenario.peerGroups.reduce((sum, { count }) => sum + count, 0);
}

/** Number of pieces, M = ceil(F / p); the last one may be short. */
export function pieceCount({ sizeBits, pieceBits }: Content): number {
  return Math.ceil(sizeBits / pieceBits);
}
