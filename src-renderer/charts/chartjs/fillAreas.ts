import { seriesColour } from '../colours';
import type { ChartSpec, SeriesFill } from '../spec';
import type { ChartTheme } from '../theme';
import type { LabDataset } from './toChartJs';

/** Side of the square that a pattern repeats. */
export const TILE_PX = 8;
/** Tiles are drawn so much finer than they are shown, or they would be blurred on fine screens and in exports. */
const FINENESS = 4;

const RISING = 'M-8 8L0 0M0 8L8 0M8 8L16 0';
/** One tile of each pattern, as path data of SVG in a square of 8 pixels; what crosses its edge goes on in the next. */
const tiles: Readonly<Record<Exclude<SeriesFill, 'solid' | 'pale'>, string>> = {
  dots: 'M1.5 1.5h1v1h-1zM5.5 5.5h1v1h-1z',
  level: 'M0 4H8',
  rising: RISING,
  crossed: `${RISING}M-8 0L0 8M0 0L8 8M8 0L16 8`,
};

/** How a pattern is made, for those who draw it anew: lines of one pixel in the square that is repeated. */
export interface PatternTile {
  /** Path data of SVG, in CSS pixels. */
  readonly d: string;
  readonly colour: string;
}

const made = new WeakMap<CanvasPattern, PatternTile>();

/** How that pattern of an area was made; undefined: not by `fillAreas`. */
export const tileOf = (pattern: CanvasPattern): PatternTile | undefined => made.get(pattern);

function patternOf(d: string, colour: string, context: CanvasRenderingContext2D): CanvasPattern | string {
  const tile = new OffscreenCanvas(TILE_PX * FINENESS, TILE_PX * FINENESS);
  const pen = tile.getContext('2d');
  if (!pen) return colour;
  pen.scale(FINENESS, FINENESS);
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.stroke(new Path2D(d));
  const pattern = context.createPattern(tile, 'repeat');
  if (!pattern) return colour;
  pattern.setTransform(new DOMMatrix().scale(1 / FINENESS));
  made.set(pattern, { d, colour });
  return pattern;
}

/** Gives the areas among the datasets of a chart their fill; the others stay as they are. */
export function fillAreas(datasets: readonly LabDataset[], spec: ChartSpec, theme: ChartTheme, context: CanvasRenderingContext2D): void {
  spec.series.forEach((series, at) => {
    const dataset = datasets[at];
    if (series.form !== 'area' || !dataset || !series.fill || series.fill === 'solid') return;
    dataset.backgroundColor = series.fill === 'pale' ? theme.hairline : patternOf(tiles[series.fill], seriesColour(series, theme), context);
  });
}
