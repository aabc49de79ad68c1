export type * from './result';
export type * from './draw';
export { bytesOf, nameDigest } from './bytes';
