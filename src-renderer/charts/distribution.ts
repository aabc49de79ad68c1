import type { Architecture } from '@core/trace/index';
import { peerNumber, timeUnit } from './axisUnit';
import { type ChartSeries, type ChartSpec, MAX_POINTS, type RunStamp } from './spec';
import { thin } from './thin';
import type { ChartWords } from './words';

/** One finished run in the plane of peers and makespan. */
export interface RunPoint {
  readonly architecture: Architecture;
  readonly peers: number;
  readonly makespanSeconds: number;
  readonly stamp: RunStamp;
}

/** Bound of an architecture at each of the counts, seconds; null: no finite bound there. */
export interface BoundPoints {
  readonly architecture: 'client-server' | 'peer-to-peer';
  readonly peers: readonly number[];
  readonly seconds: readonly (number | null)[];
}

export interface DistributionChart {
  readonly bounds: readonly BoundPoints[];
  readonly runs: readonly RunPoint[];
  /** The N that is looked at now, marked; null: none. */
  readonly currentPeers: number | null;
  /** Of both axes. */
  readonly scale: 'linear' | 'log';
}

const architectures: readonly Architecture[] = ['client-server', 'peer-to-peer', 'real'];

function boundSeries({ architecture, peers, seconds }: BoundPoints, words: ChartWords): ChartSeries {
  const finite = peers.flatMap((count, at) => (typeof seconds[at] === 'number' ? [[count, seconds[at]] as const] : []));
  const points = thin({ x: Float64Array.from(finite, ([count]) => count), y: Float64Array.from(finite, ([, bound]) => bound) });
  const name = words.say(`chart.bound.${architecture}`);
  return { id: `bound-${architecture}`, name, role: 'bound', of: architecture, form: 'line', label: 'end', ...points };
}

function runSeries(architecture: Architecture, runs: readonly RunPoint[], words: ChartWords): ChartSeries {
  const latest = runs.filter((run) => run.architecture === architecture).slice(-MAX_POINTS);
  const own = latest.sort((a, b) => a.peers - b.peers || a.makespanSeconds - b.makespanSeconds);
  const x = Float64Array.from(own, (run) => run.peers);
  const y = Float64Array.from(own, (run) => run.makespanSeconds);
  return { id: `runs-${architecture}`, name: words.say(`chart.runs.${architecture}`), role: architecture, form: 'points', label: 'legend', x, y, runs: own.map((run) => run.stamp) };
}

/** Distribution time against the number of peers: the textbook's figure, with simulated runs as points on it. */
export function distributionChart(input: DistributionChart, words: ChartWords): ChartSpec {
  const bounds = input.bounds.map((points) => boundSeries(points, words));
  const runs = architectures.map((architecture) => runSeries(architecture, input.runs, words)).filter((series) => series.x.length > 0);
  const series = [...bounds, ...runs];
  const most = series.reduce((high, { y }) => y.reduce((best, value) => Math.max(best, value), high), 0);
  const last = series.reduce((high, { x }) => Math.max(high, x.at(-1) ?? 0), 0);
  const current = input.currentPeers;
  return {
    id: 'distribution-time',
    title: words.say('chart.distribution.title'),
    caption: words.say(runs.length > 0 ? 'chart.distribution.captionRuns' : 'chart.distribution.caption'),
    x: { title: words.say('chart.axis.peers'), unit: peerNumber, scale: input.scale, column: 'peers', ...(last > 0 ? { max: last } : {}) },
    y: { title: words.say('chart.axis.distributionTime'), unit: timeUnit(most), scale: input.scale, column: 'distribution_time_seconds' },
    series,
    markers: current === null ? [] : [{ id: 'current', x: current, label: words.say('chart.marker.peers', { n: words.number(current, 0) }), kind: 'current' }],
  };
}
