import type { Chart, Plugin } from 'chart.js';

/** The name of a line, drawn where the line ends. */
export interface EndLabel {
  readonly datasetIndex: number;
  readonly text: string;
  readonly colour: string;
}

const GAP_PX = 8;

/**
 * Moves labels apart that would cover each other, as little as possible.
 * @param wanted middles of the labels
 * @param height of a label
 * @returns middles in the order given, all within [top, bottom] where there is room
 */
export function spreadLabels(wanted: readonly number[], height: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const placed = [...wanted];
  let free = top + height / 2;
  for (const at of order) {
    placed[at] = Math.max(placed[at]!, free);
    free = placed[at]! + height;
  }
  let limit = bottom - height / 2;
  for (const at of order.reverse()) {
    placed[at] = Math.min(placed[at]!, limit);
    limit = placed[at]! - height;
  }
  return placed;
}

/** Draws names at line ends instead of a legend. `labels` is asked at each drawing, for the chart is updated in place. */
export function endLabels(labels: () => readonly EndLabel[], fontSizePx: () => number, fontFamily: () => string): Plugin<'line'> {
  return {
    id: 'endLabels',
    afterDatasetsDraw(chart: Chart<'line'>) {
      const ends = labels().flatMap((label) => {
        const point = chart.getDatasetMeta(label.datasetIndex).data.at(-1);
        return point ? [{ ...label, x: point.x, y: point.y }] : [];
      });
      const { ctx, chartArea } = chart;
      const size = fontSizePx();
      const y = spreadLabels(ends.map((end) => end.y), size * 1.35, chartArea.top, chartArea.bottom);
      ctx.save();
      ctx.font = `${size}px ${fontFamily()}`;
      ctx.textBaseline = 'middle';
      ends.forEach((end, at) => {
        ctx.fillStyle = end.colour;
        ctx.fillText(end.text, Math.min(end.x, chartArea.right) + GAP_PX, y[at]!);
      });
      ctx.restore();
    },
  };
}
