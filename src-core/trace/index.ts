export { decodeTrace, encodeTrace } from './fileForm';
export * from './kinds';
export { createLiveRecorder, type LiveRecorder } from './liveRecorder';
export { outsideName } from './outsideName';
export { createTraceReader, createTraceRow, type GrowingReader } from './reader';
export { runHeader } from './runHeader';
export { ARCHITECTURES, CHUNK_ROWS } from './types';
export type * from './types';
export { createRowCounter, createTraceRecorder, createTraceWriter, traceDigest, type DigestingWriter, type FinishedTrace } from './writer';
