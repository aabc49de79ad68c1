import { drawChart, type DrawnChart } from './chartjs/drawnChart';
import { layPage, pageBelow, pageBottomPx } from './chartjs/pageBelow';
import type { ChartSpec, ChartStamp } from './spec';
import { stampLine } from './stampText';
import type { ChartTheme } from './theme';
import type { ChartWords } from './words';

/** Size of an exported chart in CSS pixels: half a page of a report, or a 16 : 9 slide. */
export const EXPORT_WIDTH_PX = 960;
export const EXPORT_HEIGHT_PX = 540;

export const papers = ['white', 'transparent'] as const;
export type Paper = (typeof papers)[number];

/** What a chart is exported from. */
export interface ExportedChart {
  readonly spec: ChartSpec;
  readonly stamp: ChartStamp;
  /** Colours to draw in; for white paper those of the light theme. */
  readonly theme: ChartTheme;
  readonly words: ChartWords;
}

export interface PageOptions {
  readonly paper: Paper;
  /** Device pixels for each CSS pixel. */
  readonly pixelRatio: number;
  /** The context that is drawn on writes down what is drawn. */
  readonly isRecorded?: boolean;
}

/** An empty canvas of an exported chart's size. */
export function pageCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = EXPORT_WIDTH_PX;
  canvas.height = EXPORT_HEIGHT_PX;
  return canvas;
}

/**
 * Draws a chart as a page: title above, names in it, caption and stamp below.
 * @throws Error when the canvas has no 2d context
 */
export async function drawPage(canvas: HTMLCanvasElement, { spec, stamp, theme, words }: ExportedChart, options: PageOptions): Promise<DrawnChart> {
  // A canvas does not wait for a font: without this Korean would be drawn as boxes. Each face covers a few letters, so all are needed.
  await Promise.all(Array.from(document.fonts, (face) => face.load()));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this canvas cannot be drawn on');
  const page = layPage(context, spec.caption, stampLine(spec, stamp, words), EXPORT_WIDTH_PX, theme);
  return drawChart(canvas, spec, theme, words, {
    responsive: false,
    pixelRatio: options.pixelRatio,
    showTitle: true,
    bottomPx: pageBottomPx(page, theme),
    plugins: [pageBelow(page, theme, options.paper === 'white' ? theme.paper : null)],
    isRecorded: options.isRecorded ?? false,
  });
}
