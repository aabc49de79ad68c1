import type { ChartMarker } from './spec';
import type { ChartRun } from './timeSeries';
import type { ChartWords } from './words';

/** A mark at each moment from which another future differs; futures that part at the same moment share it. */
export function branchMarkers(runs: readonly Omit<ChartRun, 'boundSeconds'>[], words: ChartWords): ChartMarker[] {
  const moments = new Set(runs.flatMap(({ future }) => future?.fromSeconds ?? []));
  return [...moments].map((x) => ({ id: `branch-${x}`, x, label: words.clock(x), kind: 'branch' }));
}
