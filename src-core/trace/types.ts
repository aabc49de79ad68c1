import type { EventKind } from './kinds';

/** Rows of a full chunk; the last chunk of a trace may be shorter. Part of the digest: a change is a new engine version. */
export const CHUNK_ROWS = 16_384;

/** Peers and pieces are named in 16 bits where the swarm has few enough of them: a third of a long trace. */
export type IndexColumn = Int16Array | Int32Array;

/** Up to `CHUNK_ROWS` events in columns, in the order in which they happened. About 0.5 MB: what a message port likes best. */
export interface TraceChunk {
  readonly timeSeconds: Float64Array;
  readonly kind: Uint8Array;
  readonly value: Float64Array;
  readonly subject: IndexColumn;
  readonly object: IndexColumn;
  readonly piece: IndexColumn;
  /** Row (counted from the start of the trace) that led to this one, or -1. */
  readonly cause: Int32Array;
}

/** One event, read into an object that the caller owns and reuses. */
export interface TraceRow {
  row: number;
  timeSeconds: number;
  kind: EventKind;
  value: number;
  subject: number;
  object: number;
  piece: number;
  cause: number;
}

/** What every reader must know about the swarm before the first row. Peer 0 is the server. */
export interface TraceHeader {
  readonly architecture: Architecture;
  readonly engineVersion: string;
  readonly randomSeed: number;
  /** Server and peers. */
  readonly peerCount: number;
  readonly pieceCount: number;
  readonly pieceBits: number;
  readonly lastPieceBits: number;
  /** Index into `scenario.peerGroups` for each peer; -1 for the server and for outside clients. */
  readonly groupOf: Int32Array;
  /** Names of the outside clients that took part in a real run, such as `aria2 1.36.0`: the last peers. Only where there were any. */
  readonly outside?: readonly string[];
}

/** Of the schedule that meets the peer-to-peer bound, bits flow on before their piece is whole; in all others whole pieces are passed on. */
export const ARCHITECTURES = ['client-server', 'peer-to-peer', 'fluid-schedule', 'real'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

export interface Trace {
  readonly header: TraceHeader;
  readonly chunks: readonly TraceChunk[];
  readonly rowCount: number;
  /** `sha256:…` of the canonical trace. */
  readonly digest: string;
}

/** Takes the events of a run; gives away each chunk once it is full. */
export interface TraceWriter {
  /** Appends a row and returns its number, for later rows to name as their cause. */
  write(timeSeconds: number, kind: EventKind, subject: number, object: number, piece: number, value: number, cause: number): number;
}

export interface TraceReader {
  readonly header: TraceHeader;
  readonly rowCount: number;
  /** Last row not after that time, or -1. */
  rowAt(timeSeconds: number): number;
  read(row: number, into: TraceRow): TraceRow;
}
