import type { Chart, Plugin } from 'chart.js';
import { type Box, type LabelWish, placeLabels } from './placeLabels';

/** The name of a line that stands beside it. */
export interface LineLabel {
  readonly datasetIndex: number;
  readonly text: string;
  readonly colour: string;
}

/** The name of a line across the chart, at a value of the x scale. */
export interface MarkerLabel {
  readonly value: number;
  readonly text: string;
}

/** What there is to name, asked at each drawing, for a chart is updated in place. */
export interface ChartNames {
  readonly lines: readonly LineLabel[];
  readonly markers: readonly MarkerLabel[];
  readonly fontSizePx: number;
  readonly fontFamily: string;
  readonly ink: string;
  readonly paper: string;
}

const GAP_PX = 7;
const SAMPLE_PX = 5;
/** Where along its line a name may stand when there is no room at its end. */
const ALONG = [1, 0.8, 0.65, 0.5, 0.35];
const MARKER_ROWS = 6;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Points along the drawn line, near enough to each other that no text fits between them. */
function alongLine(chart: Chart<'line'>, datasetIndex: number, out: number[]): void {
  let before: Place | null = null;
  for (const point of chart.getDatasetMeta(datasetIndex).data) {
    const steps = before === null ? 1 : Math.max(1, Math.ceil(Math.hypot(point.x - before.x, point.y - before.y) / SAMPLE_PX));
    const from: Place = before ?? point;
    for (let step = 1; step <= steps; step++) out.push(from.x + ((point.x - from.x) * step) / steps, from.y + ((point.y - from.y) * step) / steps);
    before = point;
  }
}

function lineCorners(line: readonly number[], width: number, height: number): Place[] {
  const last = line.length / 2 - 1;
  const at = (share: number): Place => ({ x: line[2 * Math.round(share * last)]!, y: line[2 * Math.round(share * last) + 1]! });
  const end = at(1);
  return [
    { x: end.x + GAP_PX, y: end.y - height / 2 },
    ...ALONG.map(at).flatMap(({ x, y }) => [{ x: x - GAP_PX - width, y: y - height }, { x: x + GAP_PX, y: y + 2 }, { x: x - width / 2, y: y - height - GAP_PX }]),
  ];
}

/** Beside the foot of the marker, right or left, else a row higher: most lines rise, and leave the lower right free. */
function markerCorners(x: number, area: Box, width: number, height: number): Place[] {
  return Array.from({ length: MARKER_ROWS }, (_, row) => area.bottom - (row + 1) * height - 3).flatMap((y) =>
    [x + GAP_PX, x - GAP_PX - width].filter((left) => left >= area.left && left + width <= area.right).map((left) => ({ x: left, y })));
}

/** Draws the names of lines and markers where they cover neither each other nor, if it can be had, any line. */
export function chartLabels(names: () => ChartNames): Plugin<'line'> {
  return {
    id: 'chartLabels',
    afterDatasetsDraw(chart: Chart<'line'>) {
      const { lines, markers, fontSizePx, fontFamily, ink, paper } = names();
      const { ctx, chartArea, width } = chart;
      const height = fontSizePx * 1.35;
      ctx.save();
      ctx.font = `${fontSizePx}px ${fontFamily}`;
      const obstacles: number[] = [];
      const wishes: (LabelWish & { readonly text: string; readonly colour: string })[] = [];
      const drawn = lines.map((label) => {
        const line: number[] = [];
        alongLine(chart, label.datasetIndex, line);
        return { ...label, line };
      });
      for (const { line } of drawn) for (const place of line) obstacles.push(place);
      const xs = markers.map((marker) => chart.scales['x']!.getPixelForValue(marker.value));
      markers.forEach(({ text }, at) => {
        const widthPx = ctx.measureText(text).width;
        wishes.push({ text, colour: ink, widthPx, heightPx: height, corners: markerCorners(xs[at]!, chartArea, widthPx, height) });
      });
      for (const { text, colour, line } of drawn) {
        const widthPx = ctx.measureText(text).width;
        if (line.length > 0) wishes.push({ text, colour, widthPx, heightPx: height, corners: lineCorners(line, widthPx, height) });
      }
      for (const x of xs) for (let y = chartArea.top; y < chartArea.bottom; y += SAMPLE_PX) obstacles.push(x, y);
      const boxes = placeLabels(wishes, { left: chartArea.left + 2, top: chartArea.top, right: width - 2, bottom: chartArea.bottom }, obstacles);
      ctx.textBaseline = 'middle';
      ctx.lineJoin = 'round';
      ctx.lineWidth = 4;
      ctx.strokeStyle = paper;
      wishes.forEach(({ text, colour }, at) => {
        const { left, top, bottom } = boxes[at]!;
        ctx.strokeText(text, left, (top + bottom) / 2);
        ctx.fillStyle = colour;
        ctx.fillText(text, left, (top + bottom) / 2);
      });
      ctx.restore();
    },
  };
}
