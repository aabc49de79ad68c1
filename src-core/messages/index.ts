export type * from './engine';
export { readEngineRequest, type ReadRequest } from './engineSchemas';
export type * from './window';
export { ENGINE_PORT } from './window';
export { windowRequestSchemas } from './windowSchemas';
