import { scaleTitle, unitSymbol } from '../axisText';
import type { ChartSpec } from '../spec';
import type { ChartTheme } from '../theme';
import type { ChartWords } from '../words';
import { wrapText } from './pageBelow';

/** Where the names of the series stand, decided by who knows how large the canvas is. */
export interface LabelPlan {
  readonly atLines: boolean;
  /** The name of each series, as long as there is room for. */
  readonly names: readonly string[];
  /** Lines of the title of the y axis. */
  readonly yTitle: readonly string[];
  /** Room kept free at the right, for names at line ends where the chart is wide enough to spare it. */
  readonly rightPx: number;
  /** Room kept free below for caption and stamp; 0 on screen. */
  readonly bottomPx: number;
  readonly showTitle: boolean;
}

/** What there is room for on a canvas. */
export interface LabelRoom {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bottomPx: number;
  readonly showTitle: boolean;
}

type Measure = (text: string) => number;

/** Names may take so much of the width as a margin of their own; in a narrower chart they stand among the lines. */
const MARGIN_SHARE = 0.16;
/** Names wider than this share of the chart would hide it: they go into the legend. */
const LINE_LABEL_SHARE = 0.5;
/** A longer name is cut to this share, but never to less than what can be told apart. */
const NAME_SHARE = 0.36;
const NAME_LEAST_PX = 120;
const MINIMUM_GAP_PX = 16;
/** What stands above and below the plot, in heights of the font: numbers and title of the x axis, and the title of a page. */
const AXIS_HEIGHTS = 4;
const TITLE_HEIGHTS = 3.5;
const Y_TITLE_LINES = 2;

/** The text, or its two ends around a gap: what tells long names apart often stands at the end. */
export function cutMiddle(text: string, widthPx: number, measure: Measure): string {
  if (measure(text) <= widthPx) return text;
  const letters = [...text];
  const cut = (kept: number) => `${letters.slice(0, Math.ceil(kept / 2)).join('').trimEnd()}…${letters.slice(letters.length - Math.floor(kept / 2)).join('').trimStart()}`;
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const kept = Math.floor((fits + tooMany) / 2);
    if (measure(cut(kept)) <= widthPx) fits = kept;
    else tooMany = kept;
  }
  return cut(fits);
}

/** The title in a line or two beside the axis; in a chart that is too low for it, its unit alone. */
function yTitleLines({ y }: ChartSpec, { heightPx, bottomPx, showTitle }: LabelRoom, theme: ChartTheme, words: ChartWords, measure: Measure): readonly string[] {
  const plotPx = heightPx - bottomPx - (AXIS_HEIGHTS + (showTitle ? TITLE_HEIGHTS : 0)) * theme.fontSizePx;
  const lines = wrapText(scaleTitle(y, words), plotPx, measure);
  return lines.length <= Y_TITLE_LINES && lines.every((line) => measure(line) <= plotPx) ? lines : [unitSymbol(y, words)];
}

/** @param measure width of a text in the font of the chart, CSS pixels */
export function planLabels(measure: Measure, room: LabelRoom, spec: ChartSpec, theme: ChartTheme, words: ChartWords): LabelPlan {
  const names = spec.series.map(({ name }) => cutMiddle(name, Math.max(NAME_LEAST_PX, NAME_SHARE * room.widthPx), measure));
  const widest = Math.max(0, ...names.map((name, at) => (spec.series[at]?.label === 'end' ? measure(name) : 0))) + MINIMUM_GAP_PX;
  return {
    atLines: widest <= LINE_LABEL_SHARE * room.widthPx,
    names,
    yTitle: yTitleLines(spec, room, theme, words, measure),
    rightPx: widest <= MARGIN_SHARE * room.widthPx ? widest : MINIMUM_GAP_PX,
    bottomPx: room.bottomPx,
    showTitle: room.showTitle,
  };
}
