import { Chart, Filler, Legend, LinearScale, LineController, LineElement, LogarithmicScale, type Plugin, type Point, PointElement, Title, Tooltip } from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import type { ChartSpec } from '../spec';
import type { ChartTheme } from '../theme';
import type { ChartWords } from '../words';
import { chartLabels } from './chartLabels';
import { fillAreas } from './fillAreas';
import { lineMarks } from './lineMarks';
import { marksOf, namesOf } from './names';
import { type LabelPlan, planLabels } from './planLabels';
import { toChartJs, toPoints } from './toChartJs';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale, Title, Legend, Tooltip, Filler, annotation);

/** A part of the canvas, in CSS pixels. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A chart on a canvas. Everything else in the window sees Chart.js only as this. */
export interface DrawnChart {
  /** Shows another spec of the same chart in place. */
  update(spec: ChartSpec, theme: ChartTheme, words: ChartWords): void;
  /** Where the data stand, after the last drawing. */
  area(): Area;
  /** Width of the whole drawing. */
  widthPx(): number;
  /** Position of a value of the x axis, in CSS pixels from the left; base unit. */
  xPixel(value: number): number;
  /** The value of the x axis at a position, in its base unit. */
  xValue(pixel: number): number;
  destroy(): void;
}

export interface DrawOptions {
  /** Follows the size of its parent; else it has the size of the canvas. */
  readonly responsive: boolean;
  /** Device pixels for each CSS pixel; left out: as the screen has. */
  readonly pixelRatio?: number;
  readonly showTitle: boolean;
  /** Room below the chart for what a plugin draws there. */
  readonly bottomPx?: number;
  readonly plugins?: readonly Plugin<'line'>[];
  /** Draws lines point by point: what Chart.js draws by a `Path2D` of its own cannot be read back. */
  readonly isRecorded?: boolean;
  /** Called when `area` and `xPixel` have new values. */
  readonly onLaidOut?: () => void;
}

/** Do both look the same but for the points of their series? */
function isSameFrame(a: ChartSpec, b: ChartSpec): boolean {
  const frame = ({ id, title, x, y, markers, series }: ChartSpec) => JSON.stringify([id, title, x, y, markers, series.map(({ id: one, name, form }) => [one, name, form])]);
  return frame(a) === frame(b);
}

/**
 * Draws a chart. The fonts must be loaded before, or Korean is drawn as boxes and stays so.
 * @throws Error when the canvas has no 2d context
 */
export function drawChart(canvas: HTMLCanvasElement, spec: ChartSpec, theme: ChartTheme, words: ChartWords, options: DrawOptions): DrawnChart {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this canvas cannot be drawn on');
  let shown = { spec, theme, words };

  function planned(): LabelPlan {
    const box = options.responsive ? canvas.parentElement : null;
    const room = { widthPx: box?.clientWidth ?? canvas.width, heightPx: box?.clientHeight ?? canvas.height, bottomPx: options.bottomPx ?? 0, showTitle: options.showTitle };
    context!.save();
    context!.font = `${shown.theme.fontSizePx}px ${shown.theme.fontFamily}`;
    const plan = planLabels((text) => context!.measureText(text).width, room, shown.spec, shown.theme, shown.words);
    context!.restore();
    return plan;
  }

  let plan = planned();
  const sizing = { responsive: options.responsive, ...(options.pixelRatio ? { devicePixelRatio: options.pixelRatio } : {}) };
  function configure() {
    const next = toChartJs(shown.spec, shown.theme, shown.words, plan);
    fillAreas(next.data.datasets, shown.spec, shown.theme, context!);
    // Chart.js does so where parts of a line may look different.
    if (options.isRecorded) for (const dataset of next.data.datasets) dataset.segment = {};
    return next;
  }

  const first = configure();
  let drawnId = spec.id;
  const chart = new Chart<'line', Point[]>(canvas, {
    type: 'line',
    data: first.data,
    // Without `onResize`: it would be called before the chart is there. `redraw` sets it.
    options: { ...first.options, ...sizing },
    plugins: [lineMarks(() => marksOf(shown.spec, shown.theme)), chartLabels(() => namesOf(shown.spec, shown.theme, plan)), ...(options.plugins ?? [])],
  });

  function redraw(): void {
    plan = planned();
    const next = configure();
    // Chart.js keeps what it once worked out for a dataset, such as the marks of its points: another chart gets datasets of its own.
    const datasets = shown.spec.id === drawnId ? chart.data.datasets : (chart.data.datasets = []);
    drawnId = shown.spec.id;
    datasets.length = Math.min(datasets.length, next.data.datasets.length);
    next.data.datasets.forEach((dataset, at) => {
      const old = datasets[at];
      if (old) Object.assign(old, dataset);
      else datasets.push(dataset);
    });
    chart.options = { ...next.options, ...sizing, onResize: () => redraw() };
    chart.update('none');
    options.onLaidOut?.();
  }

  /** While a run is played only its lines grow. Options that stay need not be worked out again, which is most of the work. */
  function redrawPoints(): void {
    shown.spec.series.forEach((series, at) => {
      const dataset = chart.data.datasets[at];
      if (dataset) dataset.data = toPoints(series, shown.spec);
    });
    chart.update('none');
  }

  // The annotation plugin fades its lines in on the first drawing whatever the options say; a second one puts them in place.
  redraw();
  return {
    update(nextSpec, nextTheme, nextWords) {
      const onlyPoints = nextTheme === shown.theme && nextWords === shown.words && isSameFrame(nextSpec, shown.spec);
      shown = { spec: nextSpec, theme: nextTheme, words: nextWords };
      if (onlyPoints) redrawPoints();
      else redraw();
    },
    area: () => chart.chartArea,
    widthPx: () => chart.width,
    xPixel: (value) => chart.scales['x']!.getPixelForValue(value / shown.spec.x.unit.size),
    xValue: (pixel) => (chart.scales['x']!.getValueForPixel(pixel) ?? 0) * shown.spec.x.unit.size,
    destroy: () => chart.destroy(),
  };
}
