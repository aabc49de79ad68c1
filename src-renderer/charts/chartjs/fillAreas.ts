import { seriesColour } from '../colours';
import type { ChartSpec, SeriesFill } from '../spec';
import type { ChartTheme } from '../theme';
import type { LabDataset } from './toChartJs';

const TILE_PX = 8;
/** Tiles are drawn so much finer than they are shown, or they would be blurred on fine screens and in exports. */
const FINENESS = 4;

/** Draws one tile of a pattern; what crosses its edge goes on in the next. */
const tiles: Readonly<Record<Exclude<SeriesFill, 'solid' | 'pale'>, (path: CanvasPath) => void>> = {
  dots(path) {
    for (const [x, y] of [[2, 2], [6, 6]] as const) path.rect(x - 0.5, y - 0.5, 1, 1);
  },
  level(path) {
    path.moveTo(0, TILE_PX / 2);
    path.lineTo(TILE_PX, TILE_PX / 2);
  },
  rising,
  crossed(path) {
    rising(path);
    for (const shift of [-TILE_PX, 0, TILE_PX]) {
      path.moveTo(shift, 0);
      path.lineTo(shift + TILE_PX, TILE_PX);
    }
  },
};

function rising(path: CanvasPath): void {
  for (const shift of [-TILE_PX, 0, TILE_PX]) {
    path.moveTo(shift, TILE_PX);
    path.lineTo(shift + TILE_PX, 0);
  }
}

function patternOf(draw: (path: CanvasPath) => void, colour: string, context: CanvasRenderingContext2D): CanvasPattern | string {
  const tile = new OffscreenCanvas(TILE_PX * FINENESS, TILE_PX * FINENESS);
  const pen = tile.getContext('2d');
  if (!pen) return colour;
  pen.scale(FINENESS, FINENESS);
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.beginPath();
  draw(pen);
  pen.stroke();
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / FINENESS));
  return pattern ?? colour;
}

/** Gives the areas among the datasets of a chart their fill; the others stay as they are. */
export function fillAreas(datasets: readonly LabDataset[], spec: ChartSpec, theme: ChartTheme, context: CanvasRenderingContext2D): void {
  spec.series.forEach((series, at) => {
    const dataset = datasets[at];
    if (series.form !== 'area' || !dataset || !series.fill || series.fill === 'solid') return;
    dataset.backgroundColor = series.fill === 'pale' ? theme.hairline : patternOf(tiles[series.fill], seriesColour(series, theme), context);
  });
}
