import type { ChartConfiguration, ChartDataset, ChartOptions, Point } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import { scaleTitle, valueText } from '../axisText';
import { seriesColour, seriesDash, seriesMarker } from '../colours';
import type { ChartAxis, ChartMarker, ChartSeries, ChartSpec } from '../spec';
import type { ChartTheme } from '../theme';
import type { ChartWords } from '../words';
import type { LabelPlan } from './planLabels';

export type LabDataset = ChartDataset<'line', Point[]>;
export type LabConfiguration = ChartConfiguration<'line', Point[]>;

/** Around a chart that is a page of its own. */
const PAGE_MARGIN_PX = 12;
/** Wide enough in a legend to see the pattern of an area. */
const AREA_SAMPLE_PX = 18;
/** Long enough in a legend to tell the dashes of two bounds apart; markers alone need less. */
const DASH_SAMPLE_PX = 22;

/** The moment from which another future differs: finer than any line. */
const BRANCH_DASH = [1, 3];

/** Named in every place that takes a font: Chart.js would else take its own family there, and Korean would be boxes. */
const fontOf = (theme: ChartTheme) => ({ family: theme.fontFamily, size: theme.fontSizePx });

const hasAreas = (spec: ChartSpec) => spec.series.some(({ form }) => form === 'area');

/** The values of a series in the units of the axes. */
export function toPoints(series: ChartSeries, spec: ChartSpec): Point[] {
  return Array.from(series.x, (x, at) => ({ x: x / spec.x.unit.size, y: series.y[at]! / spec.y.unit.size }));
}

function toDataset(series: ChartSeries, name: string, spec: ChartSpec, theme: ChartTheme): LabDataset {
  const colour = seriesColour(series, theme);
  const radius = 2.2 * theme.lineWidthPx;
  const isArea = series.form === 'area';
  return {
    label: name,
    data: toPoints(series, spec),
    showLine: series.form !== 'points',
    stepped: series.form === 'steps' || isArea ? 'before' : false,
    // Down to the area below, or to zero. The pattern is set by `fillAreas`, which has a canvas.
    fill: isArea ? (series === spec.series[0] ? 'origin' : '-1') : false,
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: isArea || series.isThin === true || series.role === 'peer' || series.role === 'reference' ? theme.lineWidthPx / 2 : theme.lineWidthPx,
    borderDash: [...seriesDash(series)],
    // The mark of the legend: lines of one colour differ in their dashes.
    pointStyle: isArea ? 'rect' : series.pattern || series.isThin ? 'line' : seriesMarker(series),
    // The marks of lines are drawn by `lineMarks`.
    pointRadius: series.form === 'points' ? radius : 0,
    pointHitRadius: 8,
    pointHoverRadius: radius + 1,
    order: series.form === 'points' ? 0 : 1,
    clip: 8,
    normalized: true,
  };
}

/** Names that have no room beside a line, or no line at all, stand in the legend. */
export function isInLegend(series: ChartSeries, plan: LabelPlan): boolean {
  return series.label === 'legend' || !plan.atLines;
}

function toScale(axis: ChartAxis, titleLines: readonly string[], theme: ChartTheme, words: ChartWords) {
  const inUnit = (value: number | undefined) => (value === undefined ? undefined : value / axis.unit.size);
  const isLog = axis.scale === 'log';
  return {
    type: isLog ? ('logarithmic' as const) : ('linear' as const),
    beginAtZero: !isLog,
    min: isLog ? undefined : inUnit(axis.min),
    max: inUnit(axis.max),
    border: { color: theme.quietInk },
    grid: { color: theme.hairline, lineWidth: 1, tickColor: theme.hairline },
    title: { display: true, text: [...titleLines], color: theme.quietInk, font: fontOf(theme) },
    ticks: {
      color: theme.quietInk,
      font: fontOf(theme),
      maxTicksLimit: 8,
      // Quarters: where only every other one has room, 0 and 100 are still among them.
      stepSize: axis.unit.key === 'percent' ? 25 : undefined,
      maxRotation: 0,
      callback: (value: number | string) => tickText(Number(value), isLog, words),
    },
  };
}

/** On a log axis only 1, 2 and 5 of each decade get a number, or they would cover each other. */
function tickText(value: number, isLog: boolean, words: ChartWords): string {
  if (!isLog) return words.number(value, 3);
  const lead = Number(value.toExponential(0).split('e')[0]);
  return lead === 1 || lead === 2 || lead === 5 ? words.number(value, 4) : '';
}

/** The line of a marker; its name is drawn by `chartLabels`. */
function toAnnotation(marker: ChartMarker, spec: ChartSpec, theme: ChartTheme): AnnotationOptions<'line'> {
  const isBound = marker.kind === 'bound';
  const isBranch = marker.kind === 'branch';
  return {
    type: 'line',
    xMin: marker.x / spec.x.unit.size,
    xMax: marker.x / spec.x.unit.size,
    borderColor: isBound ? theme.bound : isBranch ? theme.peerToPeer : theme.quietInk,
    borderWidth: isBound ? theme.lineWidthPx : theme.lineWidthPx / 2,
    borderDash: isBound ? [...seriesDash({ role: 'bound', of: marker.of })] : isBranch ? [...BRANCH_DASH] : [],
    // Behind the lines, but areas would hide it.
    drawTime: hasAreas(spec) ? 'afterDatasetsDraw' : 'beforeDatasetsDraw',
  };
}

/** The chart in Chart.js's own terms: values in the units of the axes, colours of the theme, nothing that moves. */
export function toChartJs(spec: ChartSpec, theme: ChartTheme, words: ChartWords, plan: LabelPlan): Pick<LabConfiguration, 'data'> & { options: ChartOptions<'line'> } {
  const small = fontOf(theme);
  const legend = spec.series.map((series) => isInLegend(series, plan));
  const isStacked = hasAreas(spec);
  const lineSamplePx = plan.atLines ? 9 : DASH_SAMPLE_PX;
  return {
    data: { datasets: spec.series.map((series, at) => toDataset(series, plan.names[at] ?? series.name, spec, theme)) },
    options: {
      animation: false,
      parsing: false,
      maintainAspectRatio: false,
      font: small,
      color: theme.ink,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      layout: { padding: { top: 8, right: plan.rightPx + (plan.showTitle ? PAGE_MARGIN_PX : 0), bottom: plan.bottomPx, left: plan.showTitle ? PAGE_MARGIN_PX : 4 } },
      scales: { x: toScale(spec.x, [scaleTitle(spec.x, words)], theme, words), y: { ...toScale(spec.y, plan.yTitle, theme, words), stacked: isStacked } },
      plugins: {
        title: { display: plan.showTitle, text: spec.title, color: theme.ink, align: 'start', padding: { top: 8, bottom: 12 }, font: { ...small, size: theme.fontSizePx * 1.5, weight: 600 } },
        legend: {
          display: legend.some(Boolean),
          align: 'start',
          onClick: () => undefined,
          labels: { usePointStyle: true, boxHeight: isStacked ? 12 : 7, pointStyleWidth: isStacked ? AREA_SAMPLE_PX : lineSamplePx, color: theme.ink, font: small, filter: (item) => legend[item.datasetIndex ?? 0] ?? false },
        },
        tooltip: {
          backgroundColor: theme.raised,
          borderColor: theme.hairline,
          borderWidth: 1,
          titleColor: theme.ink,
          bodyColor: theme.ink,
          titleFont: small,
          bodyFont: small,
          usePointStyle: true,
          callbacks: {
            title: ([first]) => (first ? valueText(spec.x, (first.parsed.x ?? 0) * spec.x.unit.size, words) : ''),
            label: ({ dataset, parsed }) =>
              words.say('chart.tooltip.line', { name: dataset.label ?? '', value: valueText(spec.y, (parsed.y ?? 0) * spec.y.unit.size, words) }),
          },
        },
        annotation: {
          annotations: Object.fromEntries(spec.markers.map((marker) => [marker.id, toAnnotation(marker, spec, theme)])),
        },
      },
    },
  };
}
