export type * from './engine';
