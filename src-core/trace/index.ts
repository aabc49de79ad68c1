export * from './kinds';
export type * from './types';
export { CHUNK_ROWS } from './types';
