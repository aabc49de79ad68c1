export type * from './result';
export type * from './draw';
export { asciiBytes, asciiText, bytesOf, nameDigest } from './bytes';
export { countBits, fillBits, lowestBit, wordsFor } from './bits';
export { createEventQueue, type EventQueue } from './eventQueue';
export { drawExponential, lnOfFraction } from './exponential';
export { createStreams, type DrawStreams } from './streams';
export * from './quantities';
export type { QuantityKind } from './quantityUnits';
