import type { CaseFigures } from './cases';
import { GROWTH_PEERS, GROWTH_PIECES } from './scenarios';

const nameOf = (peers: number, pieces: number) => `crowd:${peers}x${pieces}`;
const peerSeries = GROWTH_PEERS.map((peers) => nameOf(peers, 1000));
const pieceSeries = GROWTH_PIECES.map((pieces) => nameOf(1000, pieces));

/** All sizes of the growth plot, each once. */
export const growthNames = [...new Set([...peerSeries, ...pieceSeries])];

/** The growth that the goals speak of, in words. */
export function growthSummary(figures: readonly CaseFigures[]): string {
  const cost = (peers: number, pieces: number) => figures.find(({ name }) => name === nameOf(peers, pieces))?.microsecondsPerTransfer ?? NaN;
  const times = (from: number, to: number) => `x${(to / from).toFixed(2)}`;
  return [
    `cost per transfer, 100 -> 1,000 peers: ${times(cost(100, 1000), cost(1000, 1000))} (goal: at most x1.3)`,
    `1,000 -> 10,000 peers: ${times(cost(1000, 1000), cost(10_000, 1000))} (goal: at most x2.5)`,
    `1,000 -> 4,000 pieces: ${times(cost(1000, 1000), cost(1000, 4000))} (goal: at most x2.5)`,
  ].join('\n');
}

interface Series {
  readonly title: string;
  readonly sizes: readonly number[];
  readonly names: readonly string[];
}

const WIDTH = 420;
const HEIGHT = 300;
const LEFT = 50;
const TOP = 40;
const PLOT_WIDTH = WIDTH - LEFT - 20;
const PLOT_HEIGHT = HEIGHT - TOP - 50;

/** One panel: microseconds per transfer over the size, which is drawn on a logarithmic axis. */
function panel({ title, sizes, names }: Series, figures: readonly CaseFigures[], top: number, offset: number): string {
  const [least, most] = [Math.log(sizes[0]!), Math.log(sizes[sizes.length - 1]!)];
  const x = (size: number) => offset + LEFT + (PLOT_WIDTH * (Math.log(size) - least)) / (most - least);
  const y = (cost: number) => TOP + PLOT_HEIGHT * (1 - cost / top);
  const points = names.map((name, at) => ({ size: sizes[at]!, cost: figures.find((one) => one.name === name)?.microsecondsPerTransfer ?? 0 }));
  const lines = Array.from({ length: 5 }, (_, k) => (top * k) / 4).map(
    (cost) =>
      `<line x1="${offset + LEFT}" x2="${offset + LEFT + PLOT_WIDTH}" y1="${y(cost)}" y2="${y(cost)}" stroke="#ddd"/>` +
      `<text x="${offset + LEFT - 8}" y="${y(cost) + 4}" text-anchor="end">${cost.toFixed(1)}</text>`,
  );
  const marks = points.map(
    ({ size, cost }) =>
      `<circle cx="${x(size).toFixed(1)}" cy="${y(cost).toFixed(1)}" r="4" fill="#0b5fa5"/>` +
      `<text x="${x(size).toFixed(1)}" y="${(y(cost) - 10).toFixed(1)}" text-anchor="middle">${cost.toFixed(2)}</text>` +
      `<text x="${x(size).toFixed(1)}" y="${TOP + PLOT_HEIGHT + 20}" text-anchor="middle">${size.toLocaleString('en-US')}</text>`,
  );
  const path = points.map(({ size, cost }) => `${x(size).toFixed(1)},${y(cost).toFixed(1)}`).join(' ');
  return [
    `<text x="${offset + LEFT}" y="22" font-weight="bold">${title}</text>`,
    ...lines,
    `<polyline points="${path}" fill="none" stroke="#0b5fa5" stroke-width="2"/>`,
    ...marks,
  ].join('\n');
}

/** Cost against size as an SVG picture. */
export function growthPlot(figures: readonly CaseFigures[]): string {
  const top = Math.ceil(Math.max(...figures.map((one) => one.microsecondsPerTransfer)) * 1.15);
  const panels = [
    panel({ title: 'Microseconds per transfer: peers (1,000 pieces)', sizes: GROWTH_PEERS, names: peerSeries }, figures, top, 0),
    panel({ title: 'Pieces (1,000 peers)', sizes: GROWTH_PIECES, names: pieceSeries }, figures, top, WIDTH),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#222">`,
    `<rect width="${2 * WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...panels,
    '</svg>\n',
  ].join('\n');
}
