import { peerCount, type Scenario } from '@core/scenario/index';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { RunningRun } from '../client/engine';
import { useDocument } from './document';
import { useEngine } from './engine';
import { familyOf } from './family';
import { followRun, queuedRun } from './followRun';
import { useRealRun } from './realRun';
import { isUnderWay } from './runRecord';
import { useRuns } from './runs';
import { withPeerCount } from './scenarioEdits';

/** Numbers of peers that are measured one after the other: few minutes, and enough for a curve. */
export const MEASURED_PEERS = [5, 10, 20, 30] as const;

/** Where a measurement stands. */
export interface MeasurementStep {
  /** Index in `MEASURED_PEERS`. */
  readonly at: number;
  readonly peers: number;
  readonly kind: 'simulated' | 'real';
}

/** Runs the scenario with several numbers of peers, each simulated and over real sockets, so that both become points on the charts. */
export const useMeasurement = defineStore('measurement', () => {
  const document = useDocument();
  const runs = useRuns();
  const real = useRealRun();
  const { client: engine } = useEngine();
  const step = shallowRef<MeasurementStep | null>(null);
  /** Numbers of peers that could not be measured. */
  const missed = shallowRef<readonly number[]>([]);
  const isCancelled = ref(false);
  let computing: RunningRun | null = null;

  /** Computes the swarm and keeps its result. Resolves when it is over, however it ended. */
  async function simulate(scenario: Scenario, family: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const queued = queuedRun(scenario, 'peer-to-peer');
      void followRun(engine(), queued, (record) => {
        if (isUnderWay(record)) return;
        runs.remember(record, family);
        resolve();
      }).then((run) => {
        computing = run;
        if (run === null) resolve();
      });
    });
    computing = null;
  }

  /** Plans it and runs it over sockets. @returns false: it could not be done */
  async function overSockets(scenario: Scenario, family: string): Promise<boolean> {
    const outlook = await real.plan(scenario);
    if (outlook.kind !== 'planned' || isCancelled.value) return false;
    const record = await real.start(scenario, outlook.scale, false);
    // Who stops the run of one N wants no other to begin.
    if (real.standing?.isStopping) isCancelled.value = true;
    if (record?.status !== 'finished') return false;
    runs.remember(record, family);
    return true;
  }

  return {
    step,
    missed,
    isMeasuring: computed(() => step.value !== null),
    /** Share of the whole that is done, 0..1: what is simulated takes no time beside the sockets. */
    share: computed(() => {
      if (step.value === null) return 0;
      const { at, kind } = step.value;
      return (at + (kind === 'real' ? real.share : 0)) / MEASURED_PEERS.length;
    }),
    async start(): Promise<void> {
      if (step.value !== null || real.isRunning) return;
      isCancelled.value = false;
      missed.value = [];
      const { scenario } = document;
      const family = familyOf(scenario);
      for (const [at, peers] of MEASURED_PEERS.entries()) {
        const one = peerCount(scenario) === peers ? scenario : withPeerCount(scenario, peers);
        step.value = { at, peers, kind: 'simulated' };
        await simulate(one, family);
        if (isCancelled.value) break;
        step.value = { at, peers, kind: 'real' };
        const isMeasured = await overSockets(one, family);
        if (isCancelled.value) break;
        if (!isMeasured) missed.value = [...missed.value, peers];
      }
      step.value = null;
    },
    /** Stops what is under way; what was measured stays. */
    cancel(): void {
      isCancelled.value = true;
      computing?.cancel();
      if (step.value?.kind === 'real') real.stop();
    },
  };
});
