import { seriesColour, seriesMarker } from '../colours';
import type { ChartSpec } from '../spec';
import type { ChartTheme } from '../theme';
import type { ChartNames } from './chartLabels';
import type { LineMark } from './lineMarks';
import type { LabelPlan } from './planLabels';
import { isInLegend } from './toChartJs';

/** The names that stand beside lines and markers of a chart; the others are in its legend. */
export function namesOf(spec: ChartSpec, theme: ChartTheme, plan: LabelPlan): ChartNames {
  return {
    lines: spec.series.flatMap((series, datasetIndex) => (isInLegend(series, plan) ? [] : [{ datasetIndex, text: plan.names[datasetIndex] ?? series.name, colour: seriesColour(series, theme) }])),
    markers: spec.markers.map(({ x, label }) => ({ value: x / spec.x.unit.size, text: label })),
    fontSizePx: theme.fontSizePx,
    fontFamily: theme.fontFamily,
    ink: theme.ink,
    paper: theme.paper,
  };
}

/** The marks on the lines of a chart. */
export function marksOf(spec: ChartSpec, theme: ChartTheme): LineMark[] {
  return spec.series.flatMap((series, datasetIndex) => {
    const shape = seriesMarker(series);
    return series.form === 'points' || series.form === 'area' || series.isThin === true || shape === 'line' ? [] : [{ datasetIndex, shape, colour: seriesColour(series, theme), radiusPx: 1.8 * theme.lineWidthPx }];
  });
}
