import type { Decision } from '../policy/index';
import type { Scenario } from '../scenario/index';
import type { OffenceCode, TraceHeader } from '../trace/index';
import type { Problem, RunEvent } from './engine';

/*
 * Between the window and the process of real peers, over a port of their own: `connectReal` of the bridge brings it, as `connectEngine`
 * brings the engine's; the store `realRun` does so and keeps all that is heard. One run at a time has sockets.
 *
 * A run: `plan` any number of times while the scenario is edited (it opens nothing); `start`; then events come as they happen; `stop`
 * at any time. Of a started run the last event is exactly one of finished, cancelled (it was stopped) and failed; the
 * window then closes its port, and that ends the process. Times are seconds of the scenario unless they say `real`, peers the numbers
 * of the trace (0 is the server).
 */

/** What the window asks of the real peers. Requests about a run that is over, and about peers that are not there, do nothing. */
export type RealRequest = { readonly runId: string } & (
  /** How would it run? Answered by `planned` or `obstructed`. */
  | { readonly kind: 'plan'; readonly scenario: Scenario }
  /**
   * Opens every socket, then runs. `expectsGuests`: outside clients are looked for and dialled, and the run goes on after everyone is
   * complete, until it is stopped (and is `finished` then).
   */
  | { readonly kind: 'start'; readonly scenario: Scenario; readonly expectsGuests: boolean }
  | { readonly kind: 'stop' }
  /** The window has taken one more chunk. */
  | { readonly kind: 'taken' }
  /** It is gone without a word, as if its process had been killed; its pieces stay on disk. */
  | { readonly kind: 'kill'; readonly peer: number }
  /** It comes back with the pieces that it had. */
  | { readonly kind: 'restart'; readonly peer: number }
  /** The next block that it sends is wrong in one bit. */
  | { readonly kind: 'corrupt'; readonly peer: number }
  | { readonly kind: 'setFreeRider'; readonly peer: number; readonly isFreeRider: boolean }
  | { readonly kind: 'stopTracker' }
  | { readonly kind: 'startTracker' }
);

/** What the real peers tell the window. Those of `RunEvent` mean what the engine's do; `chunk` may hold few rows: it is sent ten times a second. */
export type RealEvent = RunEvent | ({ readonly runId: string } & (
  | { readonly kind: 'planned'; readonly scale: RealScale }
  | { readonly kind: 'obstructed'; readonly obstacle: RealObstacle }
  /** All listen, nobody trades yet. */
  | { readonly kind: 'ready'; readonly place: RealPlace }
  /** An outside client has a number from now on: the header has one more peer. All rows so far stay as they are. */
  | { readonly kind: 'grown'; readonly header: TraceHeader }
  /** Twice a second. */
  | { readonly kind: 'state'; readonly state: RealState }
  | { readonly kind: 'tracked'; readonly lines: readonly TrackerLine[] }
  /** The trace has a row for it too (`EventKind.offended`). */
  | { readonly kind: 'offended'; readonly offence: RealOffence }
  /** Decisions that have been carried out: what the brains of the peers saw, for the cards. Not of outside clients. */
  | { readonly kind: 'decided'; readonly decisions: readonly Decision[] }
  /** Just before `finished`. */
  | { readonly kind: 'compared'; readonly copies: ComparedCopies }
  /** A command could not be carried out, such as starting the tracker on a port that is taken; the run goes on. */
  | { readonly kind: 'refused'; readonly problem: Problem }
));

/** How a scenario becomes real sizes, rates and times. Everything real is told in the scenario's own units. */
export interface RealScale {
  /** Real bits for each bit of the scenario. */
  readonly sizeScale: number;
  /** Real seconds for each second of the scenario. Rates are multiplied by sizeScale / timeScale. */
  readonly timeScale: number;
  readonly lengthBytes: number;
  readonly pieceLengthBytes: number;
  /** Real seconds that the run will take, as the simulation (or, of very large ones, the bound) has it. */
  readonly expectedSeconds: number;
  /** All copies, and the content itself. */
  readonly diskBytes: number;
  /** Blocks of 16 KiB in a second on the slowest link; below 10 its limit is not kept exactly. */
  readonly slowestBlocksPerSecond: number;
}

/** Why a scenario cannot run for real; the number that is allowed. */
export interface RealObstacle {
  readonly code: 'noPeers' | 'tooManyPeers' | 'tooManyPieces';
  readonly allowed: number;
}

/** Where a swarm is on this machine. */
export interface RealPlace {
  readonly announceUrl: string;
  /** The `.torrent` file, to be saved with `exportFile` (kind `torrent`). */
  readonly torrent: Uint8Array;
  /** Name of the content in it: what an outside client will call the file. */
  readonly contentName: string;
  readonly infoHash: string;
  readonly peers: readonly { readonly peer: number; readonly host: string; readonly port: number }[];
}

export interface RealState {
  readonly timeSeconds: number;
  /** The scenario's peers in order of their numbers, then outside clients. */
  readonly peers: readonly RealPeerState[];
  readonly tracker: { readonly isRunning: boolean; readonly members: number; readonly announces: number };
}

export interface RealPeerState {
  readonly peer: number;
  readonly host: string;
  readonly port: number;
  readonly isOnline: boolean;
  readonly isFreeRider: boolean;
  readonly heldPieces: number;
  /** Real bytes, as the sockets counted them; of outside clients, what the lab's peers sent them and got from them. */
  readonly uploadedBytes: number;
  readonly downloadedBytes: number;
  /** Name of an outside client, such as `aria2 1.36.0`, as its peer id has it; null: one of the lab's own. */
  readonly client: string | null;
}

/** A line of the tracker's log. `peer` -1: an address that the lab has no number for. */
export type TrackerLine = { readonly timeSeconds: number } & (
  | { readonly kind: 'announce'; readonly peer: number; readonly host: string; readonly port: number; readonly event: 'started' | 'periodic' | 'completed' | 'stopped'; readonly told: number }
  /** A request that was no announce of this swarm; `code` as in `docs/real-peers.md`. */
  | { readonly kind: 'refusal'; readonly host: string; readonly code: TrackerRefusalCode; readonly detail: string }
  /** Silent for two intervals: struck out. */
  | { readonly kind: 'expiry'; readonly peer: number; readonly host: string; readonly port: number }
  | { readonly kind: 'up' }
  | { readonly kind: 'down' }
);

export type TrackerRefusalCode =
  | 'urlLength' | 'path' | 'encoding' | 'repeated' | 'infoHash' | 'peerId' | 'port' | 'amount' | 'event' | 'wanted'
  | 'method' | 'host' | 'otherSwarm' | 'full';

/** Somebody broke the protocol, or sent what was wrong, and was let go. */
export interface RealOffence {
  readonly timeSeconds: number;
  /** Who found it, and who did it. */
  readonly peer: number;
  readonly offender: number;
  readonly code: keyof typeof OffenceCode;
}

/** SHA-256 of the content, and whether the file of each peer that is complete has it too. */
export interface ComparedCopies {
  readonly sha256: string;
  readonly copies: readonly { readonly peer: number; readonly isEqual: boolean }[];
  readonly areAllEqual: boolean;
}
