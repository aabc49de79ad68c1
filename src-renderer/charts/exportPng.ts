import { drawChart } from './chartjs/drawnChart';
import { layPage, pageBelow, pageBottomPx } from './chartjs/pageBelow';
import { writePngText } from './pngText';
import type { ChartSpec, ChartStamp } from './spec';
import { stampLine, stampTexts } from './stampText';
import { chartSummary } from './summary';
import type { ChartTheme } from './theme';
import type { ChartWords } from './words';

/** Size of an exported chart in CSS pixels: half a page of a report, or a 16 : 9 slide. */
export const EXPORT_WIDTH_PX = 960;
export const EXPORT_HEIGHT_PX = 540;

export const exportScales = [1, 2, 4] as const;
export type ExportScale = (typeof exportScales)[number];

export interface PngOptions {
  readonly scale: ExportScale;
  readonly paper: 'white' | 'transparent';
}

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('the picture could not be made'))), 'image/png');
  });
}

/**
 * A chart as PNG: title, names, caption and stamp drawn in, the stamp also as text of the file.
 * @param theme colours to draw in; for white paper those of the light theme
 * @returns the bytes of a PNG of 960 x 540 times the scale
 * @throws Error when there is no memory for a canvas of that size
 */
export async function chartPng(spec: ChartSpec, stamp: ChartStamp, theme: ChartTheme, words: ChartWords, options: PngOptions): Promise<Uint8Array> {
  // A canvas does not wait for a font: without this Korean would be drawn as boxes. Each face covers a few letters, so all are needed.
  await Promise.all(Array.from(document.fonts, (face) => face.load()));
  const canvas = document.createElement('canvas');
  canvas.width = EXPORT_WIDTH_PX;
  canvas.height = EXPORT_HEIGHT_PX;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this canvas cannot be drawn on');
  const page = layPage(context, spec.caption, stampLine(stamp, words), EXPORT_WIDTH_PX, theme);
  const chart = drawChart(canvas, spec, theme, words, {
    responsive: false,
    pixelRatio: options.scale,
    showTitle: true,
    bottomPx: pageBottomPx(page, theme),
    plugins: [pageBelow(page, theme, options.paper === 'white' ? theme.paper : null)],
  });
  try {
    const blob = await toBlob(canvas);
    return writePngText(new Uint8Array(await blob.arrayBuffer()), stampTexts(spec, stamp, chartSummary(spec, words)));
  } finally {
    chart.destroy();
  }
}
