import type { ExportAnswer, ExportFile } from '@core/messages/index';
import { chartCsv } from '../charts/exportCsv';
import type { ExportIntent } from '../charts/exportIntent';
import { chartJson } from '../charts/exportJson';
import type { ExportedChart, Paper } from '../charts/exportPage';
import { chartPng } from '../charts/exportPng';
import { chartSvg } from '../charts/exportSvg';
import type { ChartSpec, ChartStamp } from '../charts/spec';
import { pageTheme } from './pageTheme';
import { useChartWords } from './useChartWords';
import { useTheme } from './useTheme';

/** What came of an export: the answer of main, or whether the clipboard took the picture. */
export type ExportOutcome = ExportAnswer | { readonly kind: 'copied' } | { readonly kind: 'copyRefused' } | { readonly kind: 'notDrawn'; readonly detail: string };

/** `distribution-time-2a6f01.png`: a name by which chart and scenario are found again. */
function suggestName(spec: ChartSpec, stamp: ChartStamp, ending: string): string {
  const hash = stamp.scenarioHash.replace(/^sha256:/, '').slice(0, 6);
  return `${spec.id}-${hash}.${ending}`;
}

/** Carries out what the user wants of a chart. */
export function useChartExport() {
  const theme = useTheme();
  const words = useChartWords();

  function printed(spec: ChartSpec, stamp: ChartStamp, paper: Paper): ExportedChart {
    // White paper is always printed in the light colours; a transparent picture will lie on what the screen shows.
    const colours = paper === 'white' ? pageTheme() : { ...theme.value, fontSizePx: pageTheme().fontSizePx };
    return { spec, stamp, theme: colours, words: words.value };
  }

  async function carryOut(spec: ChartSpec, stamp: ChartStamp, intent: ExportIntent): Promise<ExportOutcome> {
    const save = (kind: ExportFile['kind'], content: Uint8Array | string): Promise<ExportAnswer> => {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      return window.lab.exportFile({ suggestedName: suggestName(spec, stamp, kind), kind, bytes });
    };
    switch (intent.kind) {
      case 'csv':
        return save('csv', chartCsv(spec, stamp));
      case 'json':
        return save('json', chartJson(spec, stamp, words.value));
      case 'svg':
        return save('svg', await chartSvg(printed(spec, stamp, intent.paper), intent.paper));
      case 'png':
        return save('png', await chartPng(printed(spec, stamp, intent.paper), intent));
      case 'copy': {
        const picture = await chartPng(printed(spec, stamp, intent.paper), intent);
        return { kind: (await window.lab.copyImage(picture)) ? 'copied' : 'copyRefused' };
      }
    }
  }

  /** Saves or copies a chart. Never rejects: what went wrong is an outcome, for the container to say. */
  async function exportChart(spec: ChartSpec, stamp: ChartStamp, intent: ExportIntent): Promise<ExportOutcome> {
    try {
      return await carryOut(spec, stamp, intent);
    } catch (error) {
      return { kind: 'notDrawn', detail: error instanceof Error ? error.message : String(error) };
    }
  }

  return { exportChart };
}
