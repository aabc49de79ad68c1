import type { Chart, Plugin } from 'chart.js';
import { type Box, type Obstacle, placeLabels } from './placeLabels';

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
const NAMED_FROM_PX = 24;
/** A name on a line hides it; on the dashes of a marker it is still read. */
const LINE_COST = 4;
const MARKER_COST = 1;
/** Where along its line a name may stand when there is no room at its end. */
const ALONG = [1, 0.8, 0.65, 0.5, 0.35];
const MARKER_ROWS = 6;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Points along the drawn line, near enough to each other that no text fits between them; in turns x and y. */
function alongLine(chart: Chart<'line'>, datasetIndex: number): number[] {
  const out: number[] = [];
  let before: Place | null = null;
  for (const point of chart.getDatasetMeta(datasetIndex).data) {
    const steps = before === null ? 1 : Math.max(1, Math.ceil(Math.hypot(point.x - before.x, point.y - before.y) / SAMPLE_PX));
    const from: Place = before ?? point;
    for (let step = 1; step <= steps; step++) out.push(from.x + ((point.x - from.x) * step) / steps, from.y + ((point.y - from.y) * step) / steps);
    before = point;
  }
  return out;
}

const downAt = (x: number, area: Box): number[] =>
  Array.from({ length: Math.ceil((area.bottom - area.top) / SAMPLE_PX) }, (_, step) => [x, area.top + step * SAMPLE_PX]).flat();

/** Lines that have hardly begun lie on each other, and so would their names. */
const isLongEnough = (line: readonly number[]): boolean => line.length > 0 && Math.hypot(line.at(-2)! - line[0]!, line.at(-1)! - line[1]!) >= NAMED_FROM_PX;

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
      const drawn = lines.map(({ datasetIndex, ...label }) => ({ ...label, line: alongLine(chart, datasetIndex) }));
      // What lies beyond the axis has no line to name.
      const crossed = markers
        .map(({ value, text }) => ({ text, colour: ink, x: chart.scales['x']!.getPixelForValue(value) }))
        .filter(({ x }) => x >= chartArea.left && x <= chartArea.right);
      const obstacles: Obstacle[] = [
        ...drawn.map(({ line }) => ({ points: line, cost: LINE_COST })),
        ...crossed.map(({ x }) => ({ points: downAt(x, chartArea), cost: MARKER_COST })),
      ];
      const widthOf = (text: string) => ctx.measureText(text).width;
      const wishes = [
        ...crossed.map(({ text, colour, x }) => ({ text, colour, widthPx: widthOf(text), heightPx: height, corners: markerCorners(x, chartArea, widthOf(text), height) })),
        ...drawn
          .filter(({ line }) => isLongEnough(line))
          .map(({ text, colour, line }) => ({ text, colour, widthPx: widthOf(text), heightPx: height, corners: lineCorners(line, widthOf(text), height) })),
      ];
      const boxes = placeLabels(wishes, { left: chartArea.left + 2, top: chartArea.top, right: width - 2, bottom: chartArea.bottom }, obstacles);
      ctx.textBaseline = 'middle';
      ctx.lineJoin = 'round';
      ctx.lineWidth = 4;
      ctx.strokeStyle = paper;
      wishes.forEach(({ text, colour }, at) => {
        const box = boxes[at];
        if (!box) return;
        const { left, top, bottom } = box;
        ctx.strokeText(text, left, (top + bottom) / 2);
        ctx.fillStyle = colour;
        ctx.fillText(text, left, (top + bottom) / 2);
      });
      ctx.restore();
    },
  };
}
