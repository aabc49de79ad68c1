import { progressSeries } from '@core/replay/index';
import { bounds } from '@core/theory/index';
import { computed } from 'vue';
import { distributionOf } from '../../charts/distributionOf';
import { progressChart } from '../../charts/progress';
import type { TimeSeries } from '../../charts/timeSeries';
import { useChartWords } from '../../composables/useChartWords';
import { useBranches } from '../../stores/branches';
import { useDocument } from '../../stores/document';
import { familyOf } from '../../stores/family';
import { usePlayer } from '../../stores/player';
import type { RunArchitecture } from '../../stores/runRecord';
import { useRuns } from '../../stores/runs';

/** Points of a progress line: about one for every other pixel of it. */
const POINTS = 300;
/** The lines grow in this many steps over the whole time bar, not with every frame. */
const STEPS = 200;
const NOTHING: TimeSeries = { timeSeconds: new Float64Array(), values: new Float64Array() };

function until({ timeSeconds, values }: TimeSeries, endSeconds: number): TimeSeries {
  const after = timeSeconds.findIndex((time) => time > endSeconds);
  return after < 0 ? { timeSeconds, values } : { timeSeconds: timeSeconds.slice(0, after), values: values.slice(0, after) };
}

/** The end of an axis that holds that value: a whole number of round steps of its unit. */
function axisEnd(value: number, unitSize: number): number {
  const inUnits = value / unitSize;
  const decade = 10 ** Math.floor(Math.log10(inUnits));
  const step = inUnits / decade < 2 ? decade / 5 : inUnits / decade < 5 ? decade / 2 : decade;
  return Math.ceil(inUnits / step - 1e-9) * step * unitSize;
}

/** The two charts of the Swarm screen: progress as far as it has been watched, and time against the number of peers. */
export function useRaceCharts() {
  const document = useDocument();
  const runs = useRuns();
  const branches = useBranches();
  const player = usePlayer();
  const words = useChartWords();

  const theory = computed(() => bounds(document.scenario));
  /** The race always; the schedule while it is looked at. It ends at the swarm's bound, which has its line already. */
  const drawn = computed(() => {
    const of = (architecture: RunArchitecture, boundSeconds: number | null) => {
      const run = runs.current[architecture];
      // The replay itself is not reactive; `run` is replaced whenever more of it arrives.
      return { architecture, boundSeconds, mean: run?.replay ? progressSeries(run.replay, POINTS).mean : NOTHING };
    };
    const race = [of('client-server', theory.value.clientServer.seconds), of('peer-to-peer', theory.value.peerToPeer.seconds)];
    const futures = branches.shown.map(({ at, name, run }) => ({
      ...{ architecture: 'peer-to-peer' as const, boundSeconds: null, future: { id: `branch-${at}`, name } },
      mean: run?.replay ? progressSeries(run.replay, POINTS).mean : NOTHING,
    }));
    return [...race, ...(runs.rival === 'fluid-schedule' ? [of('fluid-schedule', null)] : []), ...futures];
  });
  const watched = computed(() => Math.ceil((player.watchedSeconds / player.spanSeconds) * STEPS));
  const progress = computed(() => {
    const endSeconds = (watched.value / STEPS) * player.spanSeconds;
    const spec = progressChart(drawn.value.map((run) => ({ ...run, mean: until(run.mean, endSeconds) })), words.value);
    return { ...spec, x: { ...spec.x, max: axisEnd(player.spanSeconds, spec.x.unit.size) } };
  });

  const family = computed(() => familyOf(document.scenario));
  /** A run becomes a point once it was watched to its end. */
  const points = computed(() =>
    runs.earlier.flatMap(({ architecture, peers, makespanSeconds, ...run }) => {
      const isOther = run.scenarioHash !== runs.hash || run.randomSeed !== document.scenario.seed;
      const isTold = makespanSeconds !== null && (isOther || player.watchedSeconds >= makespanSeconds);
      return run.family === family.value && isTold ? [{ architecture, peers, makespanSeconds }] : [];
    }),
  );
  const peers = computed(() => distributionOf(document.scenario, points.value, 'linear', words.value));

  return computed(() => ({ progress: progress.value, peers: peers.value }));
}
