import { failedRow, measureRun, type PlannedRun, type SweepRow } from '@core/sweep';

/** What a worker thread of the sweep pool does: one run from start to end. What goes wrong in it is its row's, not the worker's. */
export default function work(planned: PlannedRun): SweepRow {
  try {
    return measureRun(planned);
  } catch (error) {
    return failedRow(planned, String(error));
  }
}
