import type { TraceChunk, TraceHeader, TraceReader } from '../trace/index';

/**
 * The swarm at one time, in flat arrays by peer (0 is the server) that are overwritten by the next `seek`. Read-only for everyone but
 * the replay. The arrays of transfers are replaced when more room is needed: read them anew from the view after each `seek`.
 */
export interface SwarmView {
  readonly timeSeconds: number;
  /** 1 while the peer is online. */
  readonly online: Uint8Array;
  /** 1 once the peer has been online at all; `online` 0 and `arrived` 1 with pieces held means kept while away. */
  readonly arrived: Uint8Array;
  /** Bitsets of the pieces held (kept also while away): piece k of peer i is bit k & 31 of word i * wordsPerPeer + (k >>> 5). */
  readonly held: Uint32Array;
  readonly wordsPerPeer: number;
  readonly heldCount: Int32Array;
  /** Copies of each piece that are online, the server's included. */
  readonly copies: Int32Array;
  /** With what is on its way at that time. */
  readonly uploadedBits: Float64Array;
  readonly downloadedBits: Float64Array;
  /** Transfers in progress, in the order in which they began; entries beyond `transferCount` are stale. */
  readonly transferCount: number;
  readonly transferFrom: Int32Array;
  readonly transferTo: Int32Array;
  readonly transferPiece: Int32Array;
  /** How much of the piece the receiver has by now, 0..1. */
  readonly transferFraction: Float64Array;
  /** Bits that this transfer has brought by now. */
  readonly transferBits: Float64Array;
  /**
   * Average rate over the whole transfer, bit/s: the line width of the network drawing. While a live run has not come to its end:
   * the rate of the transfer that it followed on the same pair, or 0.
   */
  readonly transferBitrate: Float64Array;
  /** Row in which the transfer began. */
  readonly transferRow: Int32Array;
}

/** Samples of a run at its own event times; of every column the last value is that of the newest row. */
export interface RunHistory {
  column(name: HistoryColumn): Float64Array;
  /** When each peer that has the whole content completed it, in order; without outside clients. */
  readonly completedSeconds: readonly number[];
  /** Peers in the order in which they first came online. */
  readonly arrivals: readonly number[];
  /** Average upload rates over spans of equal length, from time 0. */
  readonly flows: RunFlows;
}

export interface RunFlows {
  readonly spanSeconds: number;
  /** bit/s in each span up to that time. Transfers of a live run count once they have ended. */
  bitrates(of: 'server' | 'peers', untilSeconds: number): Float64Array;
}

export type HistoryColumn = 'timeSeconds' | 'meanFraction' | 'minFraction' | 'maxFraction' | 'serverBits' | 'peersBits' | 'rarestCopies' | 'onlinePeers' | 'meanNeighbours' | 'announces';

/** Plays a trace: any time can be asked for, forward and back. Grows while a run is still going on. */
export interface Replay {
  readonly header: TraceHeader;
  readonly reader: TraceReader & { readonly chunks: readonly TraceChunk[] };
  readonly state: SwarmView;
  /** Samples of the whole run so far; read through the functions of `series.ts`. */
  readonly history: RunHistory;
  /** Time of the last row so far. */
  readonly endSeconds: number;
  /** Row that the state stands after, or -1 at the start line. */
  readonly row: number;
  /**
   * Takes the next chunk of the trace; the state stays where it is.
   * @throws RangeError for rows that do not fit the trace, such as a peer that is not there
   */
  append(chunk: TraceChunk): void;
  /** Puts the state at that time: every row not after it has happened. A time beyond the last row is taken for that of the last row. */
  seek(timeSeconds: number): void;
  /** One event forward or back; the new row. */
  step(direction: 1 | -1): number;
  /** Neighbours of a peer now: writes them into `out`, returns how many. */
  neighbours(peer: number, out: Int32Array): number;
  /** How `from` treats `to` now: -1 not neighbours, 0 choked, 1 unchoked, 2 optimistically unchoked. */
  slot(from: number, to: number): -1 | 0 | 1 | 2;
  /** Whether `peer` wants something that `other` holds now. */
  interested(peer: number, other: number): boolean;
}
