import type { Decision, Question } from '@core/messages/index';
import type { Replay } from '@core/replay/index';
import { createTraceRow } from '@core/trace/index';
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { RunningRun } from '../../../client/engine';
import { useEngine } from '../../../stores/engine';
import { lanes, type RunRecord } from '../../../stores/runRecord';
import { useRuns } from '../../../stores/runs';

/** What is asked about a run. */
export interface Ask {
  /** The row in question, or the last one before the moment in question. */
  readonly row: number;
  /** The latest round of a peer at that moment; null: `row` is to be explained. */
  readonly round: Question['round'];
  /** The row that is explained if the peer has had no round yet; null: none. */
  readonly otherwise: number | null;
}

/** What is known of why something was decided. */
export type Answer =
  | { readonly kind: 'nothing' }
  /** The run is being computed again; this far, 0..1. */
  | { readonly kind: 'asking'; readonly fraction: number }
  | { readonly kind: 'explained'; readonly ask: Ask; readonly decision: Decision | null; readonly run: RunRecord }
  | { readonly kind: 'failed' };

/** Rows before the one asked about whose decisions the engine keeps too: the way back is quick then. */
const KEPT_ROWS = 500;

const NOTHING: Answer = { kind: 'nothing' };

/**
 * Asks the engine for a decision of a run, again whenever run or question change. The last answer stays until the next is
 * there, unless that takes a while.
 * @param wanted null: nothing is asked
 */
export function useDecision(replay: () => Replay, wanted: () => Ask | null): ShallowRef<Answer> {
  const runs = useRuns();
  const { client: engine } = useEngine();
  const answer = shallowRef<Answer>(NOTHING);
  let underWay: RunningRun | null = null;
  let asked = 0;

  function stop(): void {
    asked++;
    underWay?.cancel();
    underWay = null;
  }

  const runOf = (shown: Replay) => lanes.map((lane) => runs.current[lane]).find((run) => run?.replay === shown) ?? null;

  async function put(shown: Replay, ask: Ask | null): Promise<void> {
    stop();
    const run = runOf(shown);
    if (ask === null || run === null || run.architecture === 'fluid-schedule' || run.architecture === 'real') {
      answer.value = NOTHING;
      return;
    }
    const mine = asked;
    const fromRow = Math.max(0, ask.row - KEPT_ROWS);
    const { timeSeconds: fromSeconds } = shown.reader.read(fromRow, createTraceRow());
    const { row, round, otherwise } = ask;
    const { scenario, architecture, randomSeed } = run;
    const roundsFromSeconds = Math.max(0, (round?.untilSeconds ?? fromSeconds) - scenario.protocol.rechokeSeconds);
    const question = await engine().explain({ scenario, architecture, randomSeed, row, round, fromRow, fromSeconds, roundsFromSeconds }, (event) => {
      if (mine !== asked) return;
      if (event.kind === 'explaining') answer.value = { kind: 'asking', fraction: event.rows / event.ofRows };
      if (event.kind === 'explained' && event.decision === null && otherwise !== null) void put(shown, { row: otherwise, round: null, otherwise: null });
      else if (event.kind === 'explained') answer.value = { kind: 'explained', ask, decision: event.decision, run };
      if (event.kind === 'failed') answer.value = { kind: 'failed' };
    });
    if (mine === asked) underWay = question;
    else question?.cancel();
  }

  watch([replay, wanted], ([shown, ask], [shownBefore, askBefore]) => {
    if (shown !== shownBefore || JSON.stringify(ask) !== JSON.stringify(askBefore)) void put(shown, ask);
  }, { immediate: true });
  onScopeDispose(stop);
  return answer;
}
