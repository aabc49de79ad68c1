import type { ExportAnswer, ExportFile } from '@core/messages/index';
import { chartCsv } from '../charts/exportCsv';
import type { ExportIntent } from '../charts/exportIntent';
import { chartPng, type PngOptions } from '../charts/exportPng';
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

  function picture(spec: ChartSpec, stamp: ChartStamp, options: PngOptions): Promise<Uint8Array> {
    // White paper is always printed in the light colours; a transparent picture will lie on what the screen shows.
    const colours = options.paper === 'white' ? pageTheme() : { ...theme.value, fontSizePx: pageTheme().fontSizePx };
    return chartPng(spec, stamp, colours, words.value, options);
  }

  const save = (file: ExportFile): Promise<ExportAnswer> => window.lab.exportFile(file);

  async function carryOut(spec: ChartSpec, stamp: ChartStamp, intent: ExportIntent): Promise<ExportOutcome> {
    switch (intent.kind) {
      case 'csv':
        return save({ suggestedName: suggestName(spec, stamp, 'csv'), kind: 'csv', bytes: new TextEncoder().encode(chartCsv(spec, stamp)) });
      case 'png':
        return save({ suggestedName: suggestName(spec, stamp, 'png'), kind: 'png', bytes: await picture(spec, stamp, intent) });
      case 'copy':
        return { kind: (await window.lab.copyImage(await picture(spec, stamp, intent))) ? 'copied' : 'copyRefused' };
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
