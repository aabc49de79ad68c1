import type { Decision } from '@core/messages/index';
import type { Replay } from '@core/replay/index';
import { createTraceRow } from '@core/trace/index';
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { RunningRun } from '../../../client/engine';
import { runArchitectures, type RunRecord } from '../../../stores/runRecord';
import { useRuns } from '../../../stores/runs';

/** What is known of why something was decided. */
export type Answer =
  | { readonly kind: 'nothing' }
  /** The run is being computed again; this far, 0..1. */
  | { readonly kind: 'asking'; readonly fraction: number }
  | { readonly kind: 'explained'; readonly row: number; readonly decision: Decision | null; readonly run: RunRecord }
  | { readonly kind: 'failed' };

/** Rows before the one asked about whose decisions the engine keeps too: the way back is quick then. */
const KEPT_ROWS = 500;

const NOTHING: Answer = { kind: 'nothing' };

/**
 * Asks the engine for the decision behind a row of a run's trace, again whenever run or row change. The last answer
 * stays until the next is there, unless that takes a while.
 * @param row null: nothing is asked
 */
export function useDecision(replay: () => Replay, row: () => number | null): ShallowRef<Answer> {
  const runs = useRuns();
  const answer = shallowRef<Answer>(NOTHING);
  let underWay: RunningRun | null = null;
  let asked = 0;

  function stop(): void {
    asked++;
    underWay?.cancel();
    underWay = null;
  }

  const runOf = (shown: Replay) => runArchitectures.map((architecture) => runs.current[architecture]).find((run) => run?.replay === shown) ?? null;

  async function ask(shown: Replay, wanted: number | null): Promise<void> {
    stop();
    const run = runOf(shown);
    if (wanted === null || run === null || run.architecture === 'fluid-schedule') {
      answer.value = NOTHING;
      return;
    }
    const mine = asked;
    const fromRow = Math.max(0, wanted - KEPT_ROWS);
    const { timeSeconds: fromSeconds } = shown.reader.read(fromRow, createTraceRow());
    const { scenario, architecture, randomSeed } = run;
    const question = await runs.engine().explain({ scenario, architecture, randomSeed, row: wanted, fromRow, fromSeconds }, (event) => {
      if (mine !== asked) return;
      if (event.kind === 'explaining') answer.value = { kind: 'asking', fraction: event.rows / event.ofRows };
      if (event.kind === 'explained') answer.value = { kind: 'explained', row: wanted, decision: event.decision, run };
      if (event.kind === 'failed') answer.value = { kind: 'failed' };
    });
    if (mine === asked) underWay = question;
    else question?.cancel();
  }

  watch([replay, row], ([shown, wanted]) => void ask(shown, wanted), { immediate: true });
  onScopeDispose(stop);
  return answer;
}
