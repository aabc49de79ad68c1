export { namedValues, planSweep, runsOfShard, seedOf } from './plan';
export { RARE_COLUMNS, RESULT_COLUMNS, failedRow, measureRun, sweepHeaderSchema, sweepRowSchema, type SweepRow } from './rows';
export * from './summary';
export { tQuantile } from './tQuantile';
export type * from './types';
export { MAX_RUNS, parseVariation } from './values';
