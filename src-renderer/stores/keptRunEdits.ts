import type { RecordedRun, ToldDecisions } from '@core/record/index';
import type { Scenario } from '@core/scenario/index';
import type { RunRecord } from './runRecord';

/** The document with other kept runs. */
export function withKeptRuns(scenario: Scenario, change: (runs: readonly unknown[]) => readonly unknown[]): Scenario {
  return { ...scenario, keptRuns: change(scenario.keptRuns) };
}

/** The document with what a kept run ran; what is written about it, its other futures and its kept runs stay. */
export function withScenarioOf(document: Scenario, ran: Scenario, seed: number): Scenario {
  const { content, server, peerGroups, protocol, changes } = ran;
  return { ...document, seed, content, server, peerGroups, protocol, changes };
}

/** What is known of why, of a run that cannot be computed again; null: of others. */
export const toldOf = ({ architecture, decisions }: RunRecord): ToldDecisions | null => (architecture === 'real' ? (decisions?.told() ?? null) : null);

/** All of a finished run. @throws RangeError when it is not finished */
export function recordingOf({ result, replay }: RunRecord): RecordedRun {
  if (!result || !replay) throw new RangeError('only a finished run can be kept');
  const { header, reader } = replay;
  return { result, trace: { header, chunks: reader.chunks, rowCount: reader.rowCount, digest: result.traceDigest } };
}
