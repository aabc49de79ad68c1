import type { Architecture } from '../trace/index';

/** What one run came to. Public shape: `contract.md`, the `run` command. */
export interface RunResult {
  readonly architecture: Architecture;
  readonly seed: number;
  readonly engineVersion: string;
  readonly finished: boolean;
  /** When the last peer that has to complete completes, from time 0; null when `finished` is false. */
  readonly makespanSeconds: number | null;
  /** The bound of this architecture, where the textbook's setting holds. */
  readonly boundSeconds: number | null;
  /** Which part of the textbook's setting does not hold (a key of the locale's `result.boundNote`). */
  readonly boundNote?: string;
  readonly peers: number;
  readonly completed: number;
  readonly pieceTransfers: number;
  readonly deliveredBits: number;
  readonly duplicateBits: number;
  readonly uploadedBits: { readonly server: number; readonly peers: number };
  /** Over the peers that completed, each from its own first arrival; null when none did. */
  readonly completionSeconds: { readonly min: number; readonly median: number; readonly p95: number; readonly max: number } | null;
  readonly perPeer: readonly PeerResult[];
  /** Pieces that nobody online can get any more; only where `finished` is false. */
  readonly lostPieces?: readonly number[];
  readonly traceDigest: string;
}

export interface PeerResult {
  readonly id: number;
  readonly group: string;
  readonly joinedSeconds: number | null;
  readonly completedSeconds: number | null;
  readonly uploadedBits: number;
  readonly downloadedBits: number;
}
