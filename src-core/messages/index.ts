export type * from './engine';
export type * from './window';
export { ENGINE_PORT } from './window';
