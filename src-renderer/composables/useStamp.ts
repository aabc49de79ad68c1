import { stampText, type StampedRun } from '@core/record/index';
import type { RunResult } from '@core/replay/index';
import type { Scenario } from '@core/scenario/index';
import type { ChartSpec, ChartStamp, RunStamp } from '../charts/spec';
import { runsIn } from '../charts/stampText';
import { useBranches } from '../stores/branches';
import { useDocument } from '../stores/document';
import { useRuns } from '../stores/runs';
import { useSettings } from '../stores/settings';

/** A finished run that a chart may have drawn. */
interface KnownRun extends Pick<StampedRun, 'scenarioHash' | 'architecture' | 'seed'> {
  readonly scenario: Scenario;
  readonly result: RunResult;
}

/** Stamps a chart: by what its runs are told, and how they and their scenarios can be had again. */
export function useStamp() {
  const document = useDocument();
  const runs = useRuns();
  const branches = useBranches();
  const settings = useSettings();

  function knownRuns(): KnownRun[] {
    const futures = branches.futures.flatMap(({ run }) => (run?.result ? [{ ...run, result: run.result }] : []));
    return [...runs.earlier, ...futures].map((run) => ({ ...run, seed: run.randomSeed }));
  }

  return (spec: ChartSpec): ChartStamp => {
    const open: RunStamp = { scenarioHash: runs.hash, seed: document.scenario.seed };
    const drawn = new Set(runsIn(spec, open).map(({ scenarioHash, seed }) => `${scenarioHash} ${seed}`));
    const known = knownRuns().filter(({ scenarioHash, seed }) => drawn.has(`${scenarioHash} ${seed}`));
    const others = new Map(known.filter(({ scenarioHash }) => scenarioHash !== open.scenarioHash).map((run) => [run.scenarioHash, run.scenario]));
    const word = stampText({
      appVersion: settings.appVersion,
      scenarios: [document.scenario, ...others.values()],
      runs: known.map(({ scenarioHash, architecture, seed, result }) => ({ scenarioHash, architecture, seed, engineVersion: result.engineVersion, digest: result.traceDigest })),
    });
    return { ...open, appVersion: settings.appVersion, word };
  };
}
