import { createStreams, type DrawStreams } from '../../base/index';
import { inOrder, pieceCount, type PeerGroup, type Protocol, type Scenario, type TimedChange } from '../../scenario/index';
import type { EventKind } from '../../trace/index';

/**
 * The state of the reference simulator: a plain retelling of `docs/model.md` in objects, lists and sets, without a thought for
 * speed. It shares no code with `src-core/sim` or `src-core/policy`; only the random streams are the same.
 */
export interface World {
  readonly scenario: Scenario;
  /** As the timed changes have left it. */
  readonly protocol: { -readonly [K in keyof Protocol]: Protocol[K] };
  /** Timed changes that are still to come. */
  readonly changes: TimedChange[];
  readonly clientServer: boolean;
  readonly pieces: number;
  readonly peers: readonly Peer[];
  readonly streams: DrawStreams;
  readonly rows: ReferenceRow[];
  /** Messages under way, in the order in which they were sent. */
  readonly messages: { readonly seconds: number; readonly arrive: () => void }[];
  /** Registered peers, in the order of the tracker's list. */
  readonly members: Peer[];
  now: number;
  completedPieces: number;
  /** Times at which exact arithmetic may have a tie that rounding decides. */
  readonly contested: number[];
}

/** What a row of the trace says, without its cause. */
export interface ReferenceRow {
  readonly timeSeconds: number;
  readonly kind: EventKind;
  readonly subject: number;
  readonly object: number;
  readonly piece: number;
  readonly value: number;
}

export interface Peer {
  /** 0 is the server. */
  readonly number: number;
  /** Undefined for the server. */
  readonly group: PeerGroup | undefined;
  uploadBitrate: number;
  downloadBitrate: number;
  isFreeRider: boolean;
  slots: { readonly regular: number; readonly drawn: number };
  readonly held: Set<number>;
  /** Pieces that were begun. */
  readonly partials: Partial[];
  /** Its neighbours; a new one takes the first place that is free. */
  places: (Seat | null)[];
  online: boolean;
  joined: boolean;
  completed: boolean;
  returning: boolean;
  /** A timed change took it away for good before it was complete. */
  gone: boolean;
  interruptedOnce: boolean;
  uploadedBits: number;
  /** When its next step in life, announce, expiry and turn of choking are due; Infinity: never. */
  readonly due: Record<TimerKind, number>;
  hasRounds: boolean;
  firstTurnSeconds: number;
  rounds: number;
  draws: number;
  lastAnnounceSeconds: number;
  awaitsFirstAnswer: boolean;
  dialling: number;
}

/** In the order in which they come at one instant. */
export const timerKinds = ['life', 'announce', 'expiry', 'choking'] as const;
export type TimerKind = (typeof timerKinds)[number];

/** One end of a connection: how `owner` serves `other`, and what it knows of it. */
export interface Seat {
  readonly owner: Peer;
  readonly other: Peer;
  twin: Seat;
  open: boolean;
  serving: 'no' | 'earned' | 'drawn';
  /** How often it was unchoked: a request that is under way belongs to one unchoke. */
  unchokes: number;
  /** -1: never. */
  servedSeconds: number;
  sentBits: number;
  receivedBits: number;
  /** Totals at each round so far. */
  readonly sentLooks: number[];
  readonly receivedLooks: number[];
  sentBitrate: number;
  receivedBitrate: number;
  /** What the owner sends to the other now. */
  flow: Flow | null;
}

export interface Flow {
  readonly seat: Seat;
  partial: Partial;
  bits: number;
  bitrate: number;
}

/** A piece that a peer has begun to receive. */
export interface Partial {
  readonly piece: number;
  missingBits: number;
  /** Who sends it now, the newest first. */
  readonly flows: Flow[];
  /** What earlier transfers brought, the newest first. */
  readonly shares: { readonly sender: Peer; readonly bits: number }[];
  dueSeconds: number;
}

/** What each stream is for, in the order of their numbers. */
const purposes = ['arrival', 'phase', 'tracker', 'dial', 'choke', 'optimistic', 'piece', 'stay', 'interruption'] as const;

/** The stream of that purpose of a peer; to be used before another one is asked for. */
export function drawOf(world: World, purpose: (typeof purposes)[number], peer: Peer) {
  return world.streams.of(purposes.indexOf(purpose), peer.number);
}

export function slotsOf({ scenario, protocol, clientServer, peers }: World, { group, uploadBitrate, isFreeRider }: Peer): Peer['slots'] {
  const { regularUnchokes, optimisticUnchokes } = protocol;
  if (uploadBitrate === 0 || isFreeRider) return { regular: 0, drawn: 0 };
  if (group) return { regular: regularUnchokes, drawn: optimisticUnchokes };
  if (clientServer) return { regular: peers.length, drawn: 0 };
  const byRate = Math.floor(Math.sqrt((0.6 * uploadBitrate) / (8 * 1024)));
  const all = scenario.server.unchokes ?? Math.max(regularUnchokes + optimisticUnchokes, byRate);
  const drawn = Math.min(optimisticUnchokes, all);
  return { regular: all - drawn, drawn };
}

export function createWorld(scenario: Scenario, clientServer: boolean, randomSeed: number): World {
  const groups = [undefined, ...scenario.peerGroups.flatMap((group) => Array.from({ length: group.count }, () => group))];
  const pieces = pieceCount(scenario.content);
  const peers = groups.map((group, number): Peer => {
    const uploadBitrate = group ? (clientServer ? 0 : group.uploadBitrate) : scenario.server.uploadBitrate;
    return {
      number,
      group,
      uploadBitrate,
      downloadBitrate: group?.downloadBitrate ?? Infinity,
      isFreeRider: group?.strategy === 'free-rider',
      slots: { regular: 0, drawn: 0 },
      held: new Set(group ? [] : Array.from({ length: pieces }, (_, piece) => piece)),
      partials: [],
      places: [],
      online: false,
      joined: false,
      completed: false,
      returning: false,
      gone: false,
      interruptedOnce: false,
      uploadedBits: 0,
      due: { life: Infinity, announce: Infinity, expiry: Infinity, choking: Infinity },
      hasRounds: false,
      firstTurnSeconds: 0,
      rounds: 0,
      draws: 0,
      lastAnnounceSeconds: 0,
      awaitsFirstAnswer: false,
      dialling: 0,
    };
  });
  const streams = createStreams(randomSeed, purposes.length, peers.length);
  const world: World = {
    scenario, protocol: { ...scenario.protocol }, changes: inOrder(scenario.changes), clientServer, pieces, peers, streams,
    rows: [], messages: [], members: [], now: 0, completedPieces: 0, contested: [],
  };
  for (const peer of peers) peer.slots = slotsOf(world, peer);
  return world;
}

export function write(world: World, kind: EventKind, subject: Peer | null, object: Peer | null, piece: number, value: number): void {
  world.rows.push({ timeSeconds: world.now, kind, subject: subject?.number ?? -1, object: object?.number ?? -1, piece, value });
}

/** A question and its answer take two latencies; without latency there is nothing to wait for. */
export function aRoundTripLater(world: World, arrive: () => void): void {
  const { latencySeconds } = world.protocol;
  if (latencySeconds === 0) arrive();
  else world.messages.push({ seconds: world.now + 2 * latencySeconds, arrive });
}

export function seatsOf(peer: Peer): Seat[] {
  return peer.places.filter((seat) => seat !== null);
}

/** Whether the other end lacks something that the owner holds. */
export function isWanted({ owner, other }: Seat): boolean {
  for (const piece of owner.held) if (!other.held.has(piece)) return true;
  return false;
}

export function isComplete(world: World, peer: Peer): boolean {
  return peer.held.size === world.pieces;
}

export function pieceBitsOf({ pieces, scenario }: World, piece: number): number {
  const { sizeBits, pieceBits } = scenario.content;
  return piece === pieces - 1 ? sizeBits - piece * pieceBits : pieceBits;
}
