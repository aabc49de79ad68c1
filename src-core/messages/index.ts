export type {
  ConnectionDecision, Decision, DecisionObserver, FreeSlotDecision, OptimisticDecision, PieceCandidate, PieceDecision, Ranking, RoundDecision, ServeCandidate, Service, TrackerDecision,
} from '../policy/index';
export type * from './engine';
export { readEngineRequest } from './engineSchemas';
export type * from './real';
export { readRealRequest } from './realSchemas';
export type { ReadRequest } from './requestSchemas';
export { menuActions, menuActionRule, type MenuAction } from './menuActions';
export type * from './recovered';
export type * from './site';
export type * from './window';
export { ENGINE_PORT, REAL_PORT } from './window';
export { viewLayoutSchema, windowRequestSchemas } from './windowSchemas';
