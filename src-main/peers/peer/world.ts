import type { RefusalReason } from '@core/trace/index';
import type { ConnectionFault } from '../connection/connection';
import type { Outside } from '../journal/outside';
import type { LoopbackAddress } from '../loopback';

/** What a peer knows of the swarm around it besides what its neighbours and the tracker say: names of others, and whom to tell of itself. */
export interface PeerWorld {
  /** The number of the peer that listens there; -1: there is no place for it. */
  numberAt(address: LoopbackAddress): number;
  /** The number of the peer with that id; -1: there is no place for it. */
  numberOf(peerId: Uint8Array): number;
  /** Why a peer did not become a neighbour; for the trace only. */
  refusalOf(remote: number): RefusalReason;
  /** What outside clients do is told here. */
  readonly outside: Outside;
  pieceArrived(peer: number, heldCount: number): void;
  completed(peer: number): void;
  /** Somebody broke the protocol, or sent what was wrong. */
  offended(peer: number, remote: number, offence: Offence): void;
  /** What the peer cannot go on without has failed, such as its disk. */
  failed(peer: number, error: unknown): void;
}

/** `wrongPiece`: a piece with its blocks failed the hash check; all else is what `Connection` finds. */
export type Offence = ConnectionFault | { readonly code: 'wrongPiece'; readonly detail: number };
