export { createChokeDecision, createChoker, serverSlots, type ChokeDecision, type Choker, type Ranking, type Slots } from './choker';
export { createNeighbourManager, FEW_NEIGHBOURS_SECONDS, type NeighbourManager, type NeighbourRules } from './neighbourManager';
export { NeighbourFlag, type NeighbourTable } from './neighbourTable';
export { createPiecePicker, type PickerRules, type PiecePicker, type PieceSelection } from './piecePicker';
export { createRateMeter, type RateMeter } from './rateMeter';
export { drawTrackerSubset } from './trackerSubset';
