import { isRepeatable, verdictOf, type RunClaim, type Verdict } from '@core/record/index';
import { scenarioHash, withoutKeptRuns } from '@core/scenario/index';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { useEngine } from './engine';

/** How far the check of a run is; `failed`: it could not be run again. */
export type CheckState = Verdict | 'waiting' | 'running' | 'failed';

const keyOf = ({ scenario, architecture, seed, digest }: RunClaim): string => `${scenarioHash(scenario)} ${architecture} ${seed} ${digest}`;

/** Runs again what a file says that it ran, and compares. One after the other: each wants the whole processor. */
export const useVerification = defineStore('verification', () => {
  const { client } = useEngine();
  const states = shallowRef<ReadonlyMap<string, CheckState>>(new Map());
  let queue: Promise<unknown> = Promise.resolve();

  function put(claim: RunClaim, state: CheckState): void {
    states.value = new Map([...states.value, [keyOf(claim), state]]);
  }

  /** Nothing of the run is kept but its digest. */
  function runAgain(claim: RunClaim): Promise<CheckState> {
    const { scenario, architecture, seed: randomSeed } = claim;
    if (!isRepeatable(architecture)) return Promise.resolve('unrepeatable');
    return new Promise((done) => {
      const asked = client().run({ scenario: withoutKeptRuns(scenario), architecture, randomSeed }, (event) => {
        if (event.kind === 'finished') done(verdictOf(claim, { engineVersion: event.result.engineVersion, digest: event.result.traceDigest }));
        if (event.kind === 'failed' || event.kind === 'cancelled') done('failed');
      });
      void asked.then((run) => {
        if (run === null) done('failed');
      });
    });
  }

  return {
    isRunning: computed(() => [...states.value.values()].some((state) => state === 'running' || state === 'waiting')),
    /** Null: it has not been asked for. */
    stateOf: (claim: RunClaim): CheckState | null => states.value.get(keyOf(claim)) ?? null,

    /** Runs that again, after all that was asked for before; what is under way is not begun twice. */
    verify(claim: RunClaim): void {
      const state = states.value.get(keyOf(claim));
      if (state === 'waiting' || state === 'running') return;
      put(claim, 'waiting');
      queue = queue.then(async () => {
        put(claim, 'running');
        put(claim, await runAgain(claim));
      });
    },
  };
});
