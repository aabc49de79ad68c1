import { fillBits, wordsFor } from '../base/index';
import { serverSlots, type NeighbourTable, type Slots } from '../policy/index';
import type { PeerGroup } from '../scenario/index';
import { runHeader } from '../trace/index';
import { ENGINE_VERSION } from './engineVersion';
import { createMarks } from './marks';
import { createTraffic } from './traffic';
import type { RunOptions } from './types';

const NO_SLOTS: Slots = { regular: 0, optimistic: 0 };

/**
 * The whole state of a swarm in flat arrays, sized before the run. Peer 0 is the server.
 * A connection is two rows, one at each end: row r of `owner[r]` speaks of neighbour `remote[r]`, whose own row is `mirror[r]`.
 */
export function createSwarm({ scenario, architecture, randomSeed }: RunOptions) {
  const groups = scenario.peerGroups;
  const header = runHeader(scenario, architecture, randomSeed, ENGINE_VERSION);
  const { groupOf, peerCount: peers, pieceCount: pieces } = header;
  const words = wordsFor(pieces);
  const alone = architecture === 'client-server';
  const group = (peer: number): PeerGroup => groups[groupOf[peer]!]!;

  const uploadBitrate = Float64Array.from(groupOf, (_, peer) => (peer === 0 ? scenario.server.uploadBitrate : alone ? 0 : group(peer).uploadBitrate));
  const downloadBitrate = Float64Array.from(groupOf, (_, peer) => (peer === 0 ? Infinity : (group(peer).downloadBitrate ?? Infinity)));

  const isFreeRider = Uint8Array.from(groupOf, (_, peer) => Number(peer > 0 && group(peer).strategy === 'free-rider'));

  const { regularUnchokes, optimisticUnchokes, maxNeighbours } = scenario.protocol;
  /** Slots of everyone who can and will upload. Timed changes alter them. */
  const unchokes = { regular: regularUnchokes, optimistic: optimisticUnchokes };
  function slotsOf(peer: number): Slots {
    // A sender without capacity must never hold a piece back from others that could send it.
    if (uploadBitrate[peer] === 0) return NO_SLOTS;
    if (peer > 0) return isFreeRider[peer] ? NO_SLOTS : { ...unchokes };
    if (alone) return { regular: peers, optimistic: 0 };
    const all = scenario.server.unchokes ?? serverSlots(uploadBitrate[0]!, unchokes.regular, unchokes.optimistic);
    const optimistic = Math.min(unchokes.optimistic, all);
    return { regular: all - optimistic, optimistic };
  }

  const others = Math.max(1, peers - 1);
  const capacity = Int32Array.from(groupOf, (_, peer) => (alone ? (peer === 0 ? others : 1) : Math.min(maxNeighbours, others)));
  const firstRow = new Int32Array(peers);
  for (let peer = 1; peer < peers; peer++) firstRow[peer] = firstRow[peer - 1]! + capacity[peer - 1]!;
  const rows = firstRow[peers - 1]! + capacity[peers - 1]!;
  const owner = new Int32Array(rows);
  for (let peer = 0; peer < peers; peer++) owner.fill(peer, firstRow[peer], firstRow[peer]! + capacity[peer]!);

  const held = new Uint32Array(peers * words);
  fillBits(held, 0, pieces);
  const heldCount = new Int32Array(peers);
  heldCount[0] = pieces;

  const table: NeighbourTable = {
    remote: new Int32Array(rows),
    flags: new Uint8Array(rows),
    receivedBitrate: new Float32Array(rows),
    sentBitrate: new Float32Array(rows),
    servedSeconds: new Float64Array(rows),
  };

  return {
    scenario,
    header,
    clientServer: alone,
    peers,
    pieces,
    words,
    uploadBitrate,
    downloadBitrate,
    isFreeRider,
    unchokes,
    /** Slots that a peer should have, by its rate, its strategy and the rules as they stand. */
    slotsOf,
    slots: Array.from(groupOf, (_, peer) => slotsOf(peer)),
    group,

    // by peer
    online: new Uint8Array(peers),
    held,
    heldCount,
    firstRow,
    /** Most rows an owner may have. */
    capacity,
    /** Rows looked at: those at or beyond firstRow + rowSpan were never used. */
    rowSpan: new Int32Array(peers),
    neighbourCount: new Int32Array(peers),
    /** Rows whose remote is interested. */
    interestedCount: new Int32Array(peers),
    regularUsed: new Int32Array(peers),
    optimisticUsed: new Int32Array(peers),
    joinedSeconds: new Float64Array(peers).fill(NaN),
    completedSeconds: new Float64Array(peers).fill(NaN),
    awaySeconds: new Float64Array(peers),
    leftSeconds: new Float64Array(peers),
    uploadedBits: new Float64Array(peers),
    downloadedBits: new Float64Array(peers),
    /** Row of the trace in which the peer last came online. */
    joinedRow: new Int32Array(peers).fill(-1),
    /** Peers of which the rate of sending, or what may be the reason for idling, changed since time last moved. */
    uploadChanged: createMarks(peers),

    // by row
    rows,
    table,
    owner,
    mirror: new Int32Array(rows),
    /** Pieces that the owner holds and the remote lacks: the remote is interested while it is > 0. */
    wanted: new Int32Array(rows),
    traffic: createTraffic(table, owner, firstRow, scenario.protocol),
    /** Row of the trace in which the owner unchoked the remote. */
    unchokedRow: new Int32Array(rows).fill(-1),
  };
}

export type Swarm = ReturnType<typeof createSwarm>;

export function pieceBitsOf(swarm: Swarm, piece: number): number {
  return piece === swarm.pieces - 1 ? swarm.header.lastPieceBits : swarm.header.pieceBits;
}

export function holds(swarm: Swarm, peer: number, piece: number): boolean {
  return ((swarm.held[peer * swarm.words + (piece >>> 5)]! >>> (piece & 31)) & 1) === 1;
}
