export { createLedger, partyAccounts, peerAccounts, type AccountOf, type Ledger } from './ledger';
export { createFinder, type Condition, type Finder, type Finding } from './conditions';
export { createReplay } from './replay';
export { everyRow, formOf, formsWhere, rowForms, rowsOf, type RowFilter, type RowForm } from './rowFilter';
export { createRowList, nextRow, type RowList } from './rowList';
export { percentile, toRunResult, withoutCapacityBins } from './runResult';
export type * from './runResult';
export {
  MOST_POINTS, announceSeries, bitrateSeries, completionSeries, neighbourSeries, onlineSeries, peerProgressSeries, progressSeries, rarestCopiesSeries, thin, uploadedSeries, type Series,
} from './series';
export type * from './types';
export type { CapacityBins, CapacityUse, IdleReason } from '../sim/index';
