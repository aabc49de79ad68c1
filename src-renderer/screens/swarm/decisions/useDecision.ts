import type { Decision, Question } from '@core/messages/index';
import type { Replay } from '@core/replay/index';
import { createTraceRow, outsideName } from '@core/trace/index';
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
  /** An outside client decided it: for reasons of its own. */
  | { readonly kind: 'outside' }
  /** Real peers decided it, and what they saw was not kept. */
  | { readonly kind: 'unrecorded' }
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

  /** A run over sockets is never the same again: its peers have told what they saw. */
  function answerOfReal(run: RunRecord, shown: Replay, ask: Ask): Answer {
    const { subject } = shown.reader.read(ask.row, createTraceRow());
    if (outsideName(shown.header, ask.round?.peer ?? subject) !== null) return { kind: 'outside' };
    const decision = run.decisions?.answer(ask);
    if (decision === null && ask.otherwise !== null) return answerOfReal(run, shown, { row: ask.otherwise, round: null, otherwise: null });
    return decision === undefined ? { kind: 'unrecorded' } : { kind: 'explained', ask, decision, run };
  }

  async function put(shown: Replay, ask: Ask | null): Promise<void> {
    stop();
    const run = runOf(shown);
    if (ask === null || run === null || run.architecture === 'fluid-schedule') {
      answer.value = NOTHING;
      return;
    }
    if (run.architecture === 'real') {
      answer.value = answerOfReal(run, shown, ask);
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
