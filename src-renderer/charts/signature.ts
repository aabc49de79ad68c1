import type { Scenario } from '@core/scenario/index';
import type { RunPoint } from './distribution';
import { distributionOf } from './distributionOf';
import type { ChartSpec } from './spec';
import type { ChartWords } from './words';

/** What a finished run says about whether theory, simulation and sockets agree. */
export interface SignatureRun {
  readonly architecture: RunPoint['architecture'];
  readonly peers: number;
  readonly makespanSeconds: number | null;
  readonly boundSeconds: number | null;
}

/** The three answers for one number of peers. */
export interface Deviation {
  readonly peers: number;
  /** Means over the runs with so many peers; null: nobody has measured it. */
  readonly realSeconds: number | null;
  readonly simulatedSeconds: number | null;
  /** Null where the textbook's setting does not hold. */
  readonly boundSeconds: number | null;
  /** By how much the real runs took longer than the simulated ones, 0.05 for 5 %; null: one of the two is missing. */
  readonly overSimulated: number | null;
  /** By how much the real runs took longer than the bound. */
  readonly overBound: number | null;
}

const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length);
const excess = (value: number | null, reference: number | null): number | null => (value === null || !reference ? null : value / reference - 1);

/** The three answers for each number of peers that was simulated or measured, fewest peers first. */
export function deviationsOf(runs: readonly SignatureRun[]): readonly Deviation[] {
  const counts = [...new Set(runs.filter(isOfSwarm).map(({ peers }) => peers))].sort((a, b) => a - b);
  return counts.map((peers) => {
    const here = runs.filter((run) => isOfSwarm(run) && run.peers === peers);
    const secondsOf = (architecture: RunPoint['architecture']) => mean(here.flatMap((run) => (run.architecture === architecture ? (run.makespanSeconds ?? []) : [])));
    const realSeconds = secondsOf('real');
    const simulatedSeconds = secondsOf('peer-to-peer');
    const boundSeconds = here.find((run) => run.boundSeconds !== null)?.boundSeconds ?? null;
    return { peers, realSeconds, simulatedSeconds, boundSeconds, overSimulated: excess(realSeconds, simulatedSeconds), overBound: excess(realSeconds, boundSeconds) };
  });
}

const isOfSwarm = ({ architecture }: Pick<RunPoint, 'architecture'>): boolean => architecture === 'peer-to-peer' || architecture === 'real';

/** Does it hold? Distribution time against N by theory, by simulation and over real sockets, in one chart. */
export function signatureChart(scenario: Scenario, runs: readonly RunPoint[], words: ChartWords): ChartSpec {
  const chart = distributionOf(scenario, runs.filter(isOfSwarm), 'linear', words, ['peer-to-peer']);
  return { ...chart, id: 'signature', title: words.say('real.signature.chart.title'), caption: words.say('real.signature.chart.caption') };
}
