import type { Chart, Plugin } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';

/** Squares, circles or triangles on a line, which tell it apart without its colour. */
export interface LineMark {
  readonly datasetIndex: number;
  readonly shape: 'rect' | 'circle' | 'triangle';
  readonly colour: string;
  readonly radiusPx: number;
}

/** So many equal parts of the width, with a mark at the border of each: marks keep their places while a line grows. */
const PARTS = 9;

/** Draws the marks of lines. Chart.js could, but would then work out every point's look by itself at each drawing. */
export function lineMarks(marks: () => readonly LineMark[]): Plugin<'line'> {
  return {
    id: 'lineMarks',
    afterDatasetsDraw(chart: Chart<'line'>) {
      const { ctx, chartArea } = chart;
      ctx.save();
      for (const { datasetIndex, shape, colour, radiusPx } of marks()) {
        ctx.fillStyle = ctx.strokeStyle = colour;
        let part = 0;
        for (const { x, y } of chart.getDatasetMeta(datasetIndex).data) {
          const now = Math.floor(((x - chartArea.left) / chartArea.width) * PARTS + 0.5);
          if (now > part) drawPoint(ctx, { pointStyle: shape, radius: radiusPx, borderWidth: 0, rotation: 0 }, x, y);
          part = Math.max(part, now);
        }
      }
      ctx.restore();
    },
  };
}
