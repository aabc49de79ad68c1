export type * from './result';
export type * from './draw';
