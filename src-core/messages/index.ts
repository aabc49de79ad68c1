export type {
  ConnectionDecision, Decision, DecisionObserver, FreeSlotDecision, OptimisticDecision, PieceCandidate, PieceDecision, Ranking, RoundDecision, ServeCandidate, Service, TrackerDecision,
} from '../policy/index';
export type * from './engine';
export { readEngineRequest, type ReadRequest } from './engineSchemas';
export type * from './window';
export { ENGINE_PORT } from './window';
export { viewLayoutSchema, windowRequestSchemas } from './windowSchemas';
