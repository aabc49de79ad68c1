import type { SwarmView } from '@core/replay/index';

/** kept: held by a peer that is away. */
export type PieceCondition = 'missing' | 'held' | 'arriving' | 'kept';

/** How a piece stands with a peer now, and how much of it is there, 0..1. */
export function pieceConditionOf(state: SwarmView, peer: number, piece: number): { readonly condition: PieceCondition; readonly fraction: number } {
  const isHeld = (state.held[peer * state.wordsPerPeer + (piece >>> 5)]! >>> (piece & 31)) & 1;
  if (isHeld) return { condition: state.online[peer] ? 'held' : 'kept', fraction: 1 };
  for (let at = 0; at < state.transferCount; at++) {
    if (state.transferTo[at] === peer && state.transferPiece[at] === piece) return { condition: 'arriving', fraction: state.transferFraction[at]! };
  }
  return { condition: 'missing', fraction: 0 };
}
