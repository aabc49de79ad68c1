import type { Replay } from '@core/replay/index';
import { inOrder, type TimedChange } from '@core/scenario/index';
import { bounds } from '@core/theory/index';
import { computed } from 'vue';
import type { ChartSpec } from '../../charts/spec';
import type { ChartRun, TimeSeries } from '../../charts/timeSeries';
import { useBranches } from '../../stores/branches';
import { useDocument } from '../../stores/document';
import { usePlayer } from '../../stores/player';
import type { RunArchitecture } from '../../stores/runRecord';
import { useRuns } from '../../stores/runs';

/** The lines grow in this many steps over the whole time bar, not with every frame. */
const STEPS = 200;

/** A run that the charts over time show; null: nothing of it has arrived. */
export interface DrawnRun extends ChartRun {
  readonly replay: Replay | null;
}

/** From when on a future differs; one without a change does not. */
function beginning(changes: readonly TimedChange[]): { readonly fromSeconds?: number } {
  const [first] = inOrder(changes);
  return first ? { fromSeconds: first.atSeconds } : {};
}

/** The end of an axis that holds that value: a whole number of round steps of its unit. */
function axisEnd(value: number, unitSize: number): number {
  const inUnits = value / unitSize;
  const decade = 10 ** Math.floor(Math.log10(inUnits));
  const step = inUnits / decade < 2 ? decade / 5 : inUnits / decade < 5 ? decade / 2 : decade;
  return Math.ceil(inUnits / step - 1e-9) * step * unitSize;
}

/** What the charts over time of the Swarm screen draw, and how far: nothing is given away that has not been watched. */
export function useDrawnRuns() {
  const document = useDocument();
  const runs = useRuns();
  const branches = useBranches();
  const player = usePlayer();

  const theory = computed(() => bounds(document.scenario));
  /**
   * The race always; the schedule or the real peers while they are looked at, whose bound is the swarm's, that has its line already (beside
   * real peers the server alone has no place); and the other futures.
   */
  const drawn = computed<readonly DrawnRun[]>(() => {
    // A replay itself is not reactive; its record is replaced whenever more of it arrives.
    const of = (architecture: RunArchitecture, boundSeconds: number | null) => ({ architecture, boundSeconds, replay: runs.current[architecture]?.replay ?? null });
    const swarm = of('peer-to-peer', theory.value.peerToPeer.seconds);
    const race = runs.rival === 'real' ? [swarm, of('real', null)] : [of('client-server', theory.value.clientServer.seconds), swarm];
    const futures = branches.shown.map(({ at, name, changes, run }, nth) => ({
      architecture: 'peer-to-peer' as const,
      boundSeconds: null,
      future: { id: `branch-${at}`, name, nth: nth + 1, ...beginning(changes) },
      ...(run ? { stamp: { scenarioHash: run.scenarioHash, seed: run.randomSeed } } : {}),
      replay: run?.replay ?? null,
    }));
    return [...race, ...(runs.rival === 'fluid-schedule' ? [of('fluid-schedule', null)] : []), ...futures];
  });
  const watchedSteps = computed(() => Math.ceil((player.watchedSeconds / player.spanSeconds) * STEPS));
  const endSeconds = computed(() => (watchedSteps.value / STEPS) * player.spanSeconds);

  return {
    drawn,
    /** The series as far as it has been watched. */
    watched({ timeSeconds, values }: TimeSeries): TimeSeries {
      const after = timeSeconds.findIndex((time) => time > endSeconds.value);
      return after < 0 ? { timeSeconds, values } : { timeSeconds: timeSeconds.slice(0, after), values: values.slice(0, after) };
    },
    /** The chart with a time axis as long as the time bar, so that it does not move while the lines grow. */
    stretched: (spec: ChartSpec): ChartSpec => ({ ...spec, x: { ...spec.x, max: axisEnd(player.spanSeconds, spec.x.unit.size) } }),
  };
}
