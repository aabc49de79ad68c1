export { ENGINE_VERSION } from './engineVersion';
export { createSimulation } from './simulation';
export type * from './types';
