import type { ExportIntent } from '../charts/exportIntent';
import type { ChartSpec } from '../charts/spec';
import { useChartExport, type ExportOutcome } from './useChartExport';
import { useChartWords } from './useChartWords';
import { useMenu } from './useMenu';
import { useNotices } from './useNotices';
import { useProblemWords } from './useProblemWords';
import { useStamp } from './useStamp';

/**
 * Exports the chart that a screen shows, from its own menu and from the window's, and says what came of it.
 * @param shown the chart as it is now
 * @returns what to do with the `export` intention of the chart's frame, or of another chart beside it
 */
export function useShownChart(shown: () => ChartSpec) {
  const words = useChartWords();
  const problemWords = useProblemWords();
  const { notify } = useNotices();
  const { exportChart } = useChartExport();
  const stampOf = useStamp();

  function tell(outcome: ExportOutcome): void {
    const { say } = words.value;
    switch (outcome.kind) {
      case 'saved':
        return notify('info', say('chart.export.saved', { name: outcome.name }));
      case 'copied':
        return notify('info', say('chart.export.copied'));
      case 'copyRefused':
        return notify('error', say('chart.export.copyFailed'));
      case 'notDrawn':
        return notify('error', say('chart.export.failed', { detail: outcome.detail }));
      case 'failed': {
        const { text, lines } = problemWords(outcome.problem);
        return notify('error', text, lines);
      }
      case 'cancelled':
        return;
    }
  }

  async function carryOut(intent: ExportIntent, spec = shown()): Promise<void> {
    tell(await exportChart(spec, stampOf(spec), intent));
  }

  useMenu({
    exportPng: () => carryOut({ kind: 'png', scale: 2, paper: 'white' }),
    exportSvg: () => carryOut({ kind: 'svg', paper: 'white' }),
    exportCsv: () => carryOut({ kind: 'csv' }),
    exportJson: () => carryOut({ kind: 'json' }),
    copyChart: () => carryOut({ kind: 'copy', scale: 2, paper: 'white' }),
  });

  return { carryOut };
}
