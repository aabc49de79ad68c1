import { drawPage, type ExportedChart, pageCanvas, type Paper } from './exportPage';
import { writePngText } from './pngText';
import { stampTexts } from './stampText';
import { chartSummary } from './summary';

export const exportScales = [1, 2, 4] as const;
export type ExportScale = (typeof exportScales)[number];

export interface PngOptions {
  readonly scale: ExportScale;
  readonly paper: Paper;
}

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('the picture could not be made'))), 'image/png');
  });
}

/**
 * A chart as PNG: title, names, caption and stamp drawn in, the stamp also as text of the file.
 * @returns the bytes of a PNG of 960 x 540 times the scale
 * @throws Error when there is no memory for a canvas of that size
 */
export async function chartPng(chart: ExportedChart, { scale, paper }: PngOptions): Promise<Uint8Array> {
  const { spec, stamp, words } = chart;
  const canvas = pageCanvas();
  const drawn = await drawPage(canvas, chart, { paper, pixelRatio: scale });
  try {
    const blob = await toBlob(canvas);
    return writePngText(new Uint8Array(await blob.arrayBuffer()), stampTexts(spec, stamp, chartSummary(spec, words)));
  } finally {
    drawn.destroy();
  }
}
