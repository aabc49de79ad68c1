import { drawPage, EXPORT_HEIGHT_PX, EXPORT_WIDTH_PX, type ExportedChart, pageCanvas, type Paper } from './exportPage';
import type { ChartSpec, ChartStamp } from './spec';
import { stampTexts } from './stampText';
import { chartSummary } from './summary';
import { recordSvg } from './svg/svgRecording';
import { portableFamilies, xmlElement, xmlText } from './svg/svgText';
import type { ChartWords } from './words';

/** What readers of the file and of the screen are told: what is shown, and by which run it can be had again. */
export function aboutSvg(spec: ChartSpec, stamp: ChartStamp, words: ChartWords): string {
  const stamps = stampTexts(spec, stamp, chartSummary(spec, words));
  const textOf = (keyword: string) => xmlText(stamps.find((one) => one.keyword === keyword)?.text ?? '');
  const metadata = stamps.map(({ keyword, text }) => xmlElement(`lab:${keyword.toLowerCase().replaceAll(' ', '-')}`, {}, xmlText(text))).join('');
  return [
    xmlElement('title', { id: 'title' }, textOf('Title')),
    xmlElement('desc', { id: 'desc' }, textOf('Description')),
    xmlElement('metadata', { 'xmlns:lab': 'urn:swarm-lab:chart' }, metadata),
  ].join('\n');
}

/**
 * A chart as SVG: drawn by the same hand as on the screen and in the PNG, but as lines and letters. Texts stay text; for
 * computers without the lab's font it names others that have Hangul.
 * @returns the file, to be written as UTF-8
 */
export async function chartSvg(chart: ExportedChart, paper: Paper): Promise<string> {
  const canvas = pageCanvas();
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this canvas cannot be drawn on');
  const recording = recordSvg(context);
  const drawn = await drawPage(canvas, chart, { paper, pixelRatio: 1, isRecorded: true });
  const { definitions, elements } = recording;
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width: EXPORT_WIDTH_PX,
    height: EXPORT_HEIGHT_PX,
    viewBox: `0 0 ${EXPORT_WIDTH_PX} ${EXPORT_HEIGHT_PX}`,
    role: 'img',
    'aria-labelledby': 'title desc',
    'font-family': portableFamilies(chart.theme.fontFamily),
  };
  const content = ['', aboutSvg(chart.spec, chart.stamp, chart.words), xmlElement('defs', {}, definitions.join('\n')), ...elements, ''].join('\n');
  // Clears the canvas, and the recording with it.
  drawn.destroy();
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xmlElement('svg', attributes, content)}\n`;
}
