export { createChokeDecision, createChoker, scoreOf, serverSlots, type ChokeDecision, type Choker, type Ranking, type Slots } from './choker';
export type * from './decisions';
export { drawCandidates, freeSlotCandidates, roundCandidates } from './describe';
export { createNeighbourManager, FEW_NEIGHBOURS_SECONDS, type NeighbourManager, type NeighbourRules } from './neighbourManager';
export { NeighbourFlag, type NeighbourTable } from './neighbourTable';
export { createPiecePicker, type PickerRules, type PieceChoice, type PiecePicker, type PieceRule, type PieceSelection, type PieceStage } from './piecePicker';
export { createRateMeter, type RateMeter } from './rateMeter';
export { drawTrackerSubset } from './trackerSubset';
