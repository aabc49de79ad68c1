import type { Architecture } from '../trace/index';

/**
 * What came of running again. same: the very same trace. otherEngine: another one, but also of another version of the engine, which may
 * change it. differs: another one of the same engine, so what was handed in is not what that scenario gives. unrepeatable: real peers
 * never do the same twice. scenarioMissing: it was left out of the export, so nothing can be run.
 */
export type Verdict = 'same' | 'otherEngine' | 'differs' | 'unrepeatable' | 'scenarioMissing';

/** What is said of a run, and what a run again gave. */
interface Claim {
  readonly engineVersion: string;
  readonly digest: string;
}

/** Simulated runs are the same each time, to the last bit; real ones are not. */
export const isRepeatable = (architecture: Architecture): architecture is Exclude<Architecture, 'real'> => architecture !== 'real';

export function verdictOf(said: Claim, found: Claim): Verdict {
  if (said.digest === found.digest) return 'same';
  return said.engineVersion === found.engineVersion ? 'differs' : 'otherEngine';
}
