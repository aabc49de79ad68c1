import { flashCrowd, likeMeetsLike, missingPiece, rarestSaves, steadyState } from './dynamics';
import { freeRidersPay, inOrderWastes, piecesHelp, selfScaling, serverSpeed, textbook } from './efficiency';
import type { Law } from './law';

/** The statistical laws of theory.md section 6, in order. */
export const statisticalLaws: readonly Law[] = [
  piecesHelp, selfScaling, serverSpeed, textbook, rarestSaves, inOrderWastes, freeRidersPay, likeMeetsLike, steadyState, missingPiece, flashCrowd,
];
export { brokenOf, holds, type Claim, type Law, type Measured } from './law';
