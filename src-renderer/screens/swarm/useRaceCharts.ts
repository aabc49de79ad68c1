import {
  announceSeries, bitrateSeries, completionSeries, neighbourSeries, progressSeries, rarestCopiesSeries, uploadedSeries, type Replay,
} from '@core/replay/index';
import { peerCount } from '@core/scenario/index';
import { computed, type ComputedRef } from 'vue';
import { completionChart } from '../../charts/completion';
import { countChart, type CountName } from '../../charts/counts';
import { distributionOf } from '../../charts/distributionOf';
import { progressChart } from '../../charts/progress';
import { ratesChart } from '../../charts/rates';
import type { ChartSpec } from '../../charts/spec';
import type { TimeSeries } from '../../charts/timeSeries';
import { volumeChart } from '../../charts/volume';
import { useChartWords } from '../../composables/useChartWords';
import { useDocument } from '../../stores/document';
import { familyOf } from '../../stores/family';
import { usePlayer } from '../../stores/player';
import { useRuns } from '../../stores/runs';
import { useDrawnRuns } from './useDrawnRuns';
import type { SwarmChart } from './views/swarmCharts';

/** Points of a line over time: about one for every other pixel of it. */
const POINTS = 300;
/** Rates are averages of so many spans of the run: fewer, and the eye sees the rate and not its noise. */
const RATE_SPANS = 120;
const NOTHING: TimeSeries = { timeSeconds: new Float64Array(), values: new Float64Array() };

type ReadSeries = (replay: Replay, mostPoints?: number) => TimeSeries;

/** The charts of the Swarm screen, each made when it is shown: over time as far as it has been watched, and time against the number of peers. */
export function useRaceCharts(): Readonly<Record<SwarmChart, ComputedRef<ChartSpec>>> {
  const document = useDocument();
  const runs = useRuns();
  const player = usePlayer();
  const words = useChartWords();
  const { drawn, watched, stretched } = useDrawnRuns();

  /** A series of each run, read anew only when more of the run has arrived. */
  const seriesOf = (read: ReadSeries) => computed(() => drawn.value.map(({ replay, ...run }) => ({ ...run, series: replay ? read(replay, POINTS) : NOTHING })));
  const held = seriesOf((replay, points) => progressSeries(replay, points).mean);
  const progress = computed(() => stretched(progressChart(held.value.map(({ series, ...run }) => ({ ...run, mean: watched(series) })), words.value)));
  const completed = seriesOf(completionSeries);
  const completion = computed(() =>
    stretched(completionChart(completed.value.map(({ series, ...run }) => ({ ...run, completed: watched(series) })), peerCount(document.scenario), words.value)));

  function countOf(name: CountName, read: ReadSeries): ComputedRef<ChartSpec> {
    const counted = seriesOf(read);
    return computed(() => stretched(countChart(name, counted.value.map(({ series, ...run }) => ({ ...run, count: watched(series) })), words.value)));
  }

  /** Server and peers of each run have a line each. */
  function bothOf(read: (replay: Replay) => { readonly server: TimeSeries; readonly peers: TimeSeries }, chart: typeof volumeChart): ComputedRef<ChartSpec> {
    const both = computed(() => drawn.value.flatMap(({ replay, ...run }) => (replay ? [{ ...run, ...read(replay) }] : [])));
    return computed(() => stretched(chart(both.value.map(({ server, peers, ...run }) => ({ ...run, server: watched(server), peers: watched(peers) })), words.value)));
  }

  const family = computed(() => familyOf(document.scenario));
  /** A run becomes a point once it was watched to its end. */
  const points = computed(() =>
    runs.earlier.flatMap(({ architecture, peers, makespanSeconds, ...run }) => {
      const isOther = run.scenarioHash !== runs.hash || run.randomSeed !== document.scenario.seed;
      const isTold = makespanSeconds !== null && (isOther || player.watchedSeconds >= makespanSeconds);
      return run.family === family.value && isTold ? [{ architecture, peers, makespanSeconds, stamp: { scenarioHash: run.scenarioHash, seed: run.randomSeed } }] : [];
    }),
  );

  return {
    progress,
    peers: computed(() => distributionOf(document.scenario, points.value, 'linear', words.value)),
    completion,
    rates: bothOf((replay) => bitrateSeries(replay, RATE_SPANS), ratesChart),
    uploads: bothOf((replay) => uploadedSeries(replay, POINTS), volumeChart),
    rarest: countOf('rarest', rarestCopiesSeries),
    neighbours: countOf('neighbours', neighbourSeries),
    tracker: countOf('tracker', announceSeries),
  };
}
