import type { Chart, Plugin } from 'chart.js';
import type { ChartTheme } from '../theme';

const SIDE_PX = 16;

/** Lines of text no wider than the page; words stay whole where they can. */
export function wrapText(text: string, widthPx: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer) > widthPx) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** What stands below an exported chart, and the paper behind it. */
export interface PageText {
  readonly caption: readonly string[];
  readonly stamp: readonly string[];
}

/** Room that those lines take below a chart. */
export function pageBottomPx(text: PageText, theme: ChartTheme): number {
  return 16 + (text.caption.length + text.stamp.length) * theme.fontSizePx * 1.5;
}

/** Draws caption and stamp below the chart, and white paper behind all of it where it is asked for. */
export function pageBelow(text: PageText, theme: ChartTheme, paper: string | null): Plugin<'line'> {
  return {
    id: 'pageBelow',
    beforeDraw({ ctx, width, height }: Chart<'line'>) {
      if (paper === null) return;
      ctx.save();
      ctx.globalCompositeOperation = 'destination-over';
      ctx.fillStyle = paper;
      ctx.fillRect(0, 0, width, height);
      ctx.restore();
    },
    afterDraw({ ctx, height }: Chart<'line'>) {
      const lineHeight = theme.fontSizePx * 1.5;
      const lines = [...text.caption.map((line) => [line, theme.ink] as const), ...text.stamp.map((line) => [line, theme.quietInk] as const)];
      ctx.save();
      ctx.font = `${theme.fontSizePx}px ${theme.fontFamily}`;
      ctx.textBaseline = 'bottom';
      lines.forEach(([line, colour], at) => {
        ctx.fillStyle = colour;
        ctx.fillText(line, SIDE_PX, height - 8 - (lines.length - 1 - at) * lineHeight);
      });
      ctx.restore();
    },
  };
}

/** Wraps caption and stamp for a page of that width. */
export function layPage(context: CanvasRenderingContext2D, caption: string, stamp: string, widthPx: number, theme: ChartTheme): PageText {
  context.save();
  context.font = `${theme.fontSizePx}px ${theme.fontFamily}`;
  const wrap = (text: string) => wrapText(text, widthPx - 2 * SIDE_PX, (part) => context.measureText(part).width);
  const page = { caption: wrap(caption), stamp: wrap(stamp) };
  context.restore();
  return page;
}
